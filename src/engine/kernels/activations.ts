import type { Activation } from './kernels';

/** The choices of the setting `elman.model.activation`. The compiler checks that the list is complete. */
export const activations = Object.keys({
  tanh: true,
  logistic: true,
  relu: true,
  elu: true,
  leakyRelu: true,
  identity: true,
} satisfies Record<Activation, true>);
