import { visitTouched } from '../nn/touched';
import type { OptimizerKind } from './optimizer';

/** Stochastic gradient descent: w -= rate g. */
export const sgd: OptimizerKind = (kernels, parameters) => ({
  state: [],
  update(rate) {
    for (const parameter of parameters) {
      const { value, gradient } = parameter;
      visitTouched(kernels.arena, parameter, part => kernels.sgd(part(value), part(gradient), rate));
    }
  },
});
