import type { Kernels } from '../kernels/kernels';
import type { Parameter } from '../nn/parameters';
import { squaredNorm } from '../optim/clipping';

/** Gradient norms of one update, before the gradients are processed. */
export interface GradientNorms {
  readonly global: number;
  /** The norm of each learned parameter's gradient, in the model's order. */
  readonly byParameter: readonly number[];
}

/** The result of one update. */
export interface StepReport {
  /** Number of updates before this one. */
  readonly iteration: number;
  readonly epoch: number;
  /** Loss before the update, in nats per window, averaged over the streams. */
  readonly loss: number;
  /** The learning rate of the update. */
  readonly rate: number;
  readonly norms?: GradientNorms;
  /** The fraction of gradient elements that were clipped. */
  readonly clipped?: number;
}

/** Computes the norms of all gradients, in one pass over them. */
export function gradientNorms(kernels: Kernels, parameters: readonly Parameter[]): GradientNorms {
  const squares = parameters.map(parameter => squaredNorm(kernels, parameter));
  return { global: Math.sqrt(squares.reduce((a, b) => a + b, 0)), byParameter: squares.map(Math.sqrt) };
}
