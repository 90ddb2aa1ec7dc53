import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { visitTouched } from '../nn/touched';

/** Scales gradients to what is within the limit, in place; returns how many of their elements that changed. */
export type Clipping = (kernels: Kernels, parameters: readonly Parameter[], limit: number) => number;

/** Every element for itself, as min-char-rnn and elman.py do: updates bound it when they come by, so nothing is left. */
const element: Clipping = () => 0;

/** Every parameter's gradient by its own norm. */
const parameter: Clipping = (kernels, parameters, limit) => {
  let clipped = 0;
  for (const each of parameters) clipped += global(kernels, [each], limit);
  return clipped;
};

/** All gradients together by their norm, so that they keep their direction: Pascanu, Mikolov & Bengio (2013). */
const global: Clipping = (kernels, parameters, limit) => {
  const norm = globalNorm(kernels, parameters);
  if (!(norm > limit)) return 0;
  scaleGradients(kernels, parameters, limit / norm);
  return elementsOf(parameters);
};

/** Every way to clip, by the name that the setting `elman.training.gradientClipBy` has for it. */
export const clippings = { element, parameter, global } satisfies Record<string, Clipping>;

export type ClippingName = keyof typeof clippings;

export function elementsOf(parameters: readonly Parameter[]): number {
  return parameters.reduce((count, { gradient }) => count + gradient.rows * gradient.columns, 0);
}

/** The length of all gradients as one vector. */
export function globalNorm(kernels: Kernels, parameters: readonly Parameter[]): number {
  let squares = 0;
  for (const parameter of parameters) squares += squaredNorm(kernels, parameter);
  return Math.sqrt(squares);
}

/** Of one parameter's gradient. */
export function squaredNorm(kernels: Kernels, parameter: Parameter): number {
  let squares = 0;
  visitTouched(kernels.arena, parameter, part => {
    squares += kernels.squaredNorm(part(parameter.gradient));
  });
  return squares;
}

export function scaleGradients(kernels: Kernels, parameters: readonly Parameter[], factor: number): void {
  for (const parameter of parameters) {
    visitTouched(kernels.arena, parameter, part => kernels.scale(part(parameter.gradient), factor));
  }
}
