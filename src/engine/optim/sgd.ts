import { type OptimizerKind, updateTouched } from './optimizer';

/** Stochastic gradient descent: w -= rate g. */
export const sgd: OptimizerKind = (kernels, parameters) => ({
  state: [],
  update: (rate, _step, limit) =>
    updateTouched(kernels.arena, parameters, ({ value, gradient }, _i, part) =>
      kernels.sgd(part(value), part(gradient), rate, limit),
    ),
});
