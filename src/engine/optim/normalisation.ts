import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { globalNorm, scaleGradients } from './clipping';

/** Takes the size out of gradients, in place; T is the length of the window. */
export type Normalisation = (kernels: Kernels, parameters: readonly Parameter[], T: number) => void;

/** The originals' gradient, of the loss summed over the window. */
const none: Normalisation = () => {};

/** g / T: the gradient of the mean loss. */
const length: Normalisation = (kernels, parameters, T) => {
  scaleGradients(kernels, parameters, 1 / T);
};

/** g / |g|: only the direction counts. */
const norm: Normalisation = (kernels, parameters) => {
  const size = globalNorm(kernels, parameters);
  if (size > 0) scaleGradients(kernels, parameters, 1 / size);
};

/** Every normalisation, by the name that the setting `elman.training.gradientNormalisation` has for it. */
export const normalisations = { none, length, norm } satisfies Record<string, Normalisation>;

export type NormalisationName = keyof typeof normalisations;
