import { memories, type OptimizerKind, updateEach } from './optimizer';

/** The default values of Zeiler (2012) and of PyTorch. */
const DECAY = 0.9;
const EPSILON = 1e-6;

/**
 * Adadelta, Zeiler (2012). Its updates are already scaled to the size of the weights, so the learning rate is
 * normally 1.
 */
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
