import type { Initialiser } from './initialiser';

/** Glorot & Bengio (2010), eq. 16: uniform in ±sqrt(6 / (fan-in + fan-out)), for tanh and logistic. */
export const xavier: Initialiser = block => {
  const { rows, columns } = block.options;
  const limit = Math.sqrt(6 / (rows + columns));
  block.fill('uniform', draw => limit * (2 * draw - 1));
};
