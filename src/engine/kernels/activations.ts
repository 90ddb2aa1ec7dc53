import type { Activation } from './kernels';

/** The choices of `elman.model.activation`; the compiler keeps the list complete. */
export const activations = Object.keys({
  tanh: true,
  logistic: true,
  relu: true,
  elu: true,
  leakyRelu: true,
  identity: true,
} satisfies Record<Activation, true>);
