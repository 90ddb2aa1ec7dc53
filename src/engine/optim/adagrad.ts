import { memories, type OptimizerKind, updateTouched } from './optimizer';

/** Added inside the root, as in min-char-rnn.py and elman.py. */
const EPSILON = 1e-8;

/** Duchi, Hazan & Singer (2011): m += g²; w -= rate g / sqrt(m + epsilon). */
export const adagrad: OptimizerKind = (kernels, parameters) => {
  const m = memories(kernels, parameters, 'memory');
  return {
    state: m,
    update: (rate, _step, limit) =>
      updateTouched(kernels.arena, parameters, ({ value, gradient }, i, part) =>
        kernels.adagrad(part(value), part(gradient), part(m[i].value), rate, EPSILON, 0, limit),
      ),
  };
};
