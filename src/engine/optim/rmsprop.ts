import { memories, type OptimizerKind, updateEach } from './optimizer';

/** The default values of PyTorch. */
const DECAY = 0.99;
const EPSILON = 1e-8;

/** RMSProp, Tieleman & Hinton (2012): s = 0.99 s + 0.01 g²; w -= rate g / (sqrt(s) + epsilon). */
export const rmsprop: OptimizerKind = (kernels, parameters) => {
  const s = memories(kernels, parameters, 'square');
  return {
    state: s,
    update: (rate, _step, limit) =>
      updateEach(parameters, ({ value, gradient }, i) =>
        kernels.rmsprop(
          { w: value, g: gradient, s: s[i].value },
          { rate, decay: DECAY, epsilon: EPSILON, limit },
        ),
      ),
  };
};
