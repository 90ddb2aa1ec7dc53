import { type OptimizerKind, updateEach } from './optimizer';

/** Stochastic gradient descent: w -= rate g. */
export const sgd: OptimizerKind = (kernels, parameters) => ({
  state: [],
  update: (rate, _step, limit) =>
    updateEach(parameters, ({ value, gradient }) => kernels.sgd(value, gradient, rate, limit)),
});
