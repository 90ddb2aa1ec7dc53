import type { Initialiser } from './initialiser';

/** Glorot & Bengio (2010), eq. 16: uniform in ±sqrt(6 / (fan-in + fan-out)), for tanh and logistic. */
export const xavier: Initialiser = ({ values, rows, columns, uniform }) => {
  const limit = Math.sqrt(6 / (rows + columns));
  for (let i = 0; i < values.length; i++) values[i] = limit * (2 * uniform(i) - 1);
};
