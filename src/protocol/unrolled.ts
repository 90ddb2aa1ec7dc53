import type { LayerErrors, WeightGroup } from './errorFlow';
import type { Alternative } from './textScore';

/** How a network is unrolled in time. */
export interface UnrolledChoice {
  /** Maximum number of steps. */
  readonly steps: number;
  /** The weights that count as 0. */
  readonly off: readonly WeightGroup[];
  /**
   * The spectral radius to which W is scaled: the largest absolute value of its eigenvalues. Absent: W is as trained. If the
   * network has several matrices W, this is the radius of the one with the largest, and all are scaled by the same factor.
   */
  readonly radius?: number;
}

/** Smallest and largest spectral radius that can be chosen, and the step between two choices. */
export const radiusRange = { minimum: 0, maximum: 4, step: 0.01 } as const;

/** Smallest, usual and largest number of steps. */
export const stepRange = { minimum: 2, usual: 12, maximum: 40 } as const;

/** A step of a network that is unrolled in time. */
export interface UnrolledStep {
  /** The token that the step reads. */
  readonly token: string;
  /** The most likely next tokens after the step, most likely first. */
  readonly predictions: readonly Alternative[];
  /** The token that follows, with the probability that the step gives it. */
  readonly next: Alternative;
}

/** The last steps of a network before a token of a text, and how the error of the prediction of the token flows back. */
export interface Unrolled {
  readonly steps: readonly UnrolledStep[];
  /** -ln P of the token, in nats. */
  readonly loss: number;
  /** The spectral radius of W as trained. Absent if it is not known, or 0. */
  readonly radius?: number;
  /** One entry per layer, lowest first. */
  readonly layers: readonly LayerErrors[];
  /** Norm of the error that passes through V to the top layer in each step. */
  readonly output: readonly number[];
}
