import { bitsOf, perplexityOf } from '../../common/perplexity';
import { limitOf, lossOf, perToken, timeLeft, windowOf } from '../../common/runFigures';
import type { RunRecord, Validation } from '../../protocol/run';
import type { RunData } from './runData';

/**
 * A measured value and its standard error. The error is undefined if only one part of the text was measured,
 * because it is estimated from the differences between parts.
 */
export interface LossEstimate {
  readonly value: number;
  readonly error?: number;
}

/**
 * Returns a validation's mean loss in nats and in bits per token, and as perplexity. The standard error of the
 * perplexity is computed by linear approximation.
 */
export function validationFigures({
  loss,
  error,
}: Validation): Record<'loss' | 'perplexity' | 'bits', LossEstimate> {
  const perplexity = perplexityOf(loss);
  const scaled = (value: number, slope: number): LossEstimate =>
    error === undefined ? { value } : { value, error: slope * error };
  return {
    loss: scaled(loss, 1),
    perplexity: scaled(perplexity, perplexity),
    bits: scaled(bitsOf(loss), bitsOf(1)),
  };
}

/** Returns values that are derived from a run's record and settings. */
export function figuresOf(run: RunRecord) {
  return {
    loss: lossOf(run),
    perplexity: perplexityOf(lossOf(run)),
    bits: bitsOf(lossOf(run)),
    limit: limitOf(run),
    timeLeft: timeLeft(run),
  };
}

/** Returns a validation's loss in nats per window, as the columns of a run's table contain it. */
export function asMeasured({ loss, error }: Validation, run: RunRecord): LossEstimate {
  const window = windowOf(run);
  return { value: window * loss, ...(error !== undefined && { error: window * error }) };
}

const token = (value: number, { record }: RunData) => perToken(value, record);

/** Converts a run's loss from nats per window (as recorded) to the units in which it is shown. */
export const lossUnits = {
  token,
  bits: (value: number, run: RunData) => bitsOf(token(value, run)),
  perplexity: (value: number, run: RunData) => perplexityOf(token(value, run)),
  window: (value: number) => value,
};
export type LossUnit = keyof typeof lossUnits;
