import type { Configuration } from '../../settings/settings';
import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { visitTouched } from '../nn/touchedRows';

/**
 * Clips gradients to the limit, in place. Returns the number of elements that were changed. For clipping by
 * element, returns 0, because the optimizer clips and counts the elements.
 */
export type Clipping = (kernels: Kernels, parameters: readonly Parameter[], limit: number) => number;

/**
 * Clipping by element, as in min-char-rnn and elman.py. Does nothing here: `GradientProcessing` passes the
 * limit to the optimizer, which clips each element when it reads it (`kernels/reference/optimizer.ts`).
 */
const element: Clipping = () => 0;

/** Clips the gradient of each parameter by its own norm. */
const parameter: Clipping = (kernels, parameters, limit) => {
  let clipped = 0;
  for (const each of parameters) clipped += global(kernels, [each], limit);
  return clipped;
};

/**
 * Clips all gradients together by their global norm, which preserves their direction. Pascanu, Mikolov &
 * Bengio (2013).
 */
const global: Clipping = (kernels, parameters, limit) => {
  const norm = globalNorm(kernels, parameters);
  if (!(norm > limit)) return 0;
  scaleGradients(kernels, parameters, limit / norm);
  return elementCount(parameters);
};

/** All clipping methods, by their name in the setting `training.gradientClipBy`. */
export const clippings = { element, parameter, global } satisfies Record<
  Configuration['training.gradientClipBy'],
  Clipping
>;

export type ClippingName = keyof typeof clippings;

/** Returns the total number of elements of all parameters. */
export function elementCount(parameters: readonly Parameter[]): number {
  return parameters.reduce((count, { gradient }) => count + gradient.rows * gradient.columns, 0);
}

/** Returns the norm of all gradients, taken together as one vector. */
export function globalNorm(kernels: Kernels, parameters: readonly Parameter[]): number {
  let squares = 0;
  for (const parameter of parameters) squares += squaredNorm(kernels, parameter);
  return Math.sqrt(squares);
}

/** Returns the sum of the squares of the gradient of one parameter. */
export function squaredNorm(kernels: Kernels, parameter: Parameter): number {
  let squares = 0;
  visitTouched(kernels.arena, parameter, part => {
    squares += kernels.squaredNorm(part(parameter.gradient));
  });
  return squares;
}

/** Multiplies all gradients by a factor, in place. */
export function scaleGradients(kernels: Kernels, parameters: readonly Parameter[], factor: number): void {
  for (const parameter of parameters) {
    visitTouched(kernels.arena, parameter, part => kernels.scale(part(parameter.gradient), factor));
  }
}
