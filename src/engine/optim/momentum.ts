import { memories, type OptimizerKind, updateEach } from './optimizer';

/** The usual one, and PyTorch's in its examples. */
const MOMENTUM = 0.9;

/** Polyak's heavy ball (1964), in PyTorch's form: v = 0.9 v + g; w -= rate v. */
export const momentum = withMomentum(false);

/** Nesterov (1983), in the form of Sutskever et al. (2013): the gradient is taken one step ahead. */
export const nesterov = withMomentum(true);

function withMomentum(ahead: boolean): OptimizerKind {
  return (kernels, parameters) => {
    const v = memories(kernels, parameters, 'velocity');
    return {
      state: v,
      update: (rate, _step, limit) =>
        updateEach(parameters, ({ value, gradient }, i) =>
          kernels.momentum(value, gradient, v[i].value, rate, MOMENTUM, ahead, limit),
        ),
    };
  };
}
