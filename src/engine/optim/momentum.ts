import { memories, type OptimizerKind, updateEach } from './optimizer';

/** The usual momentum, also in PyTorch's examples. */
const MOMENTUM = 0.9;

/** Momentum, Polyak (1964, "heavy ball"), in PyTorch's form: v = 0.9 v + g; w -= rate v. */
export const momentum = withMomentum(false);

/** Nesterov momentum (1983), in the form of Sutskever et al. (2013): w -= rate (g + 0.9 v). */
export const nesterov = withMomentum(true);

function withMomentum(isNesterov: boolean): OptimizerKind {
  return (kernels, parameters) => {
    const v = memories(kernels, parameters, 'velocity');
    return {
      state: v,
      update: (rate, _step, limit) =>
        updateEach(parameters, ({ value, gradient }, i) =>
          kernels.momentum(
            { w: value, g: gradient, v: v[i].value },
            { rate, momentum: MOMENTUM, isNesterov, limit },
          ),
        ),
    };
  };
}
