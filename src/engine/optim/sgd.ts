import type { OptimizerKind } from './optimizer';

/** Stochastic gradient descent: w -= rate g. */
export const sgd: OptimizerKind = (kernels, parameters) => ({
  state: [],
  update(rate) {
    for (const { value, gradient } of parameters) kernels.sgd(value, gradient, rate);
  },
});
