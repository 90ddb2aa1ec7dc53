import { memories, type OptimizerKind, updateTouched } from './optimizer';

/** Epsilon, added inside the root, as in min-char-rnn.py and elman.py. */
const EPSILON = 1e-8;

/** Adagrad, Duchi, Hazan & Singer (2011): m += g²; w -= rate g / sqrt(m + epsilon). */
export const adagrad: OptimizerKind = (kernels, parameters) => {
  const m = memories(kernels, parameters, 'memory');
  return {
    state: m,
    update: (rate, _step, limit) =>
      updateTouched(kernels.arena, parameters, ({ value, gradient }, i, part) =>
        kernels.adagrad(
          { w: part(value), g: part(gradient), m: part(m[i].value) },
          { rate, inside: EPSILON, outside: 0, limit },
        ),
      ),
  };
};
