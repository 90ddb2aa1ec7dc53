import type { OptimizerKind } from './optimizer';

/** Inside the root, as in min-char-rnn.py and elman.py. */
const EPSILON = 1e-8;

/** Duchi, Hazan & Singer (2011): m += g²; w -= rate g / sqrt(m + epsilon). */
export const adagrad: OptimizerKind = (kernels, parameters) => {
  const entries = parameters.map(parameter => ({
    parameter,
    memory: kernels.arena.tensor(parameter.value.rows, parameter.value.columns),
  }));
  return {
    state: entries.map(({ parameter, memory }) => ({ name: `${parameter.name}.memory`, value: memory })),
    update(rate) {
      for (const { parameter, memory } of entries) {
        kernels.adagrad(parameter.value, parameter.gradient, memory, rate, EPSILON);
      }
    },
  };
};
