import { type OptimizerKind, updateTouched } from './optimizer';

/** Stochastic gradient descent: w -= rate g. */
export const sgd: OptimizerKind = (kernels, parameters) => ({
  state: [],
  update: (rate, _step, limit) =>
    updateTouched(kernels.arena, parameters, ({ value, gradient }, _i, part) =>
      kernels.sgd({ w: part(value), g: part(gradient) }, { rate, limit }),
    ),
});
