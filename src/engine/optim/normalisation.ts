import type { Configuration } from '../../settings/settings';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { globalNorm, scaleGradients } from './clipping';

/** Normalises gradients, in place. T is the number of steps of the window. */
export type Normalisation = (kernels: Kernels, parameters: readonly Parameter[], T: number) => void;

/**
 * No normalisation. The gradient is that of the loss summed over the window, as in min-char-rnn.py and
 * elman.py.
 */
const none: Normalisation = () => {};

/** Divides the gradients by T. The result is the gradient of the mean loss per step. */
const length: Normalisation = (kernels, parameters, T) => {
  scaleGradients(kernels, parameters, 1 / T);
};

/** Divides the gradients by their norm, which keeps only their direction. */
const norm: Normalisation = (kernels, parameters) => {
  const size = globalNorm(kernels, parameters);
  if (size > 0) scaleGradients(kernels, parameters, 1 / size);
};

/** All normalisations, by their name in the setting `training.gradientNormalisation`. */
export const normalisations = { none, length, norm } satisfies Record<
  Configuration['training.gradientNormalisation'],
  Normalisation
>;

export type NormalisationName = keyof typeof normalisations;
