import type { ParameterCheck } from '../../protocol/gradientReport';
import type { Kernels } from '../kernels/kernels';
import type { Window } from '../nn/network';
import { type Parameter, takeGradients } from '../nn/parameters';

/**
 * Step sizes of the central differences, tried in this order. A small step loses digits to rounding. A large
 * step has errors from the curvature of the loss and from the kinks of relu and similar functions. A correct
 * gradient agrees with the differences for at least one step size, a wrong gradient for none.
 */
const STEPS = [1e-4, 1e-3, 1e-5, 1e-6];
/**
 * Gradients smaller than this are compared as if they had this size, because the difference of two losses is
 * then mostly rounding error.
 */
const FLOOR = 1e-4;
/** Maximum relative error of a correct gradient in float64. */
export const TOLERANCE = 1e-6;

/** A computation with a loss whose gradients can be checked. */
export type Differentiable = Pick<Window, 'forward' | 'loss' | 'backward'>;

/**
 * Compares the gradients of backpropagation with central differences of the loss, for every element of every
 * learned parameter. Only float64 kernels are precise enough. Returns the element with the largest error for
 * each parameter.
 */
export function checkGradients(
  kernels: Kernels,
  model: { readonly learned: readonly Parameter[] },
  window: Differentiable,
): ParameterCheck[] {
  lossOf(window);
  window.backward();
  const analytic = takeGradients(kernels.arena, model.learned);
  return model.learned.map((parameter, p) => checkParameter(kernels, parameter, analytic[p], window));
}

function checkParameter(
  { arena }: Kernels,
  { name, value }: Parameter,
  gradient: Float32Array | Float64Array,
  window: Differentiable,
): ParameterCheck {
  const { rows, columns } = value;
  const values = arena.values(value);
  let worst = { error: -1, at: 0, numeric: 0 };
  for (let at = 0; at < values.length; at++) {
    const { error, numeric } = bestFit(gradient[at], step => slope(values, at, step, window));
    // Negated, so that NaN counts as worse than any error.
    if (!(error <= worst.error)) worst = { error, at, numeric };
    if (Number.isNaN(error)) break;
  }
  const { error, at, numeric } = worst;
  const [row, column] = [Math.floor(at / columns), at % columns];
  return { name, rows, columns, error, row, column, analytic: gradient[at], numeric };
}

/**
 * Returns the smallest relative error over the step sizes, with the difference quotient that gave it. Stops
 * at the first step size whose error is below `TOLERANCE`.
 */
function bestFit(analytic: number, slopeOf: (step: number) => number): { error: number; numeric: number } {
  let best = { error: Number.NaN, numeric: Number.NaN };
  for (const step of STEPS) {
    const numeric = slopeOf(step);
    const size = Math.abs(analytic) + Math.abs(numeric);
    const error = Math.abs(analytic - numeric) / Math.max(size, FLOOR);
    if (!(error >= best.error)) best = { error, numeric };
    if (error < TOLERANCE) break;
  }
  return best;
}

/** Returns dL/dw by the five-point formula, with an error of O(step^4). w is the element at index `at`. */
function slope(
  values: Float32Array | Float64Array,
  at: number,
  step: number,
  window: Differentiable,
): number {
  const old = values[at];
  const lossAt = (shift: number) => {
    values[at] = old + shift;
    return lossOf(window);
  };
  const inner = lossAt(step) - lossAt(-step);
  const outer = lossAt(2 * step) - lossAt(-2 * step);
  values[at] = old;
  return (8 * inner - outer) / (12 * step);
}

function lossOf(window: Differentiable): number {
  window.forward();
  return window.loss();
}
