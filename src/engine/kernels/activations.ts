import type { Activation } from './kernels';

/** The choices of `elman.model.activation`; the compiler keeps the list complete. */
export const activations = Object.keys({
  tanh: true,
  logistic: true,
  relu: true,
  elu: true,
} satisfies Record<Activation, true>);
