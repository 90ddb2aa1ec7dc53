import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { squaredNorm } from '../optim/clipping';

/** The norms of the gradients of one update, computed before the gradients are processed. */
export interface GradientNorms {
  readonly global: number;
  /** The norm of the gradient of each learned parameter, in the order of the model's parameters. */
  readonly byParameter: readonly number[];
}

/** The result of one update. */
export interface StepReport {
  /** The iteration of this update: the number of updates before it. */
  readonly iteration: number;
  readonly epoch: number;
  /** Loss before the update, in nats per window, averaged over the streams. */
  readonly loss: number;
  /** The learning rate of the update, scaled by the schedule. */
  readonly rate: number;
  readonly norms?: GradientNorms;
  /**
   * Fraction of the gradient elements that were clipped, from 0 to 1. Missing if there was no update because
   * the loss was not finite.
   */
  readonly clipped?: number;
}

/** Returns the norms of the gradients of all parameters. Reads each gradient only once. */
export function gradientNorms(kernels: Kernels, parameters: readonly Parameter[]): GradientNorms {
  const squares = parameters.map(parameter => squaredNorm(kernels, parameter));
  return { global: Math.sqrt(squares.reduce((a, b) => a + b, 0)), byParameter: squares.map(Math.sqrt) };
}
