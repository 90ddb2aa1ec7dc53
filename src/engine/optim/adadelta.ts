import { memories, type OptimizerKind, updateEach } from './optimizer';

/** Defaults of Zeiler and of PyTorch. */
const DECAY = 0.9;
const EPSILON = 1e-6;

/** Zeiler (2012): steps have the units of the weights. The learning rate is meant to be 1. */
export const adadelta: OptimizerKind = (kernels, parameters) => {
  const s = memories(kernels, parameters, 'square');
  const u = memories(kernels, parameters, 'update');
  return {
    state: [...s, ...u],
    update: (rate, _step, limit) =>
      updateEach(parameters, ({ value, gradient }, i) =>
        kernels.adadelta(
          { w: value, g: gradient, s: s[i].value, u: u[i].value },
          { rate, decay: DECAY, epsilon: EPSILON, limit },
        ),
      ),
  };
};
