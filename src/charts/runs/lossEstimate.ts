import { limitOf, perplexityOf, secondsLeft, windowOf } from '../../common/runFigures';
import type { RunRecord, Validation } from '../../protocol/run';
import type { RunData } from './runData';

/**
 * A measured value and its standard error. The error is undefined if only one part of a text was measured.
 */
export interface LossEstimate {
  readonly value: number;
  readonly error?: number;
}

/**
 * A validation's mean loss as perplexity and in bits per token. Errors are propagated from the loss to first
 * order.
 */
export function validationFigures({ loss, error }: Validation): Record<'perplexity' | 'bits', LossEstimate> {
  const perplexity = Math.exp(loss);
  const scaled = (value: number, slope: number): LossEstimate =>
    error === undefined ? { value } : { value, error: slope * error };
  return { perplexity: scaled(perplexity, perplexity), bits: scaled(loss / Math.LN2, 1 / Math.LN2) };
}

/** Values derived from a run's record and settings. */
export function figuresOf(run: RunRecord) {
  const left = secondsLeft(run);
  return {
    perplexity: perplexityOf(run),
    bits: run.smoothLoss / windowOf(run) / Math.LN2,
    limit: limitOf(run),
    timeLeft: left === undefined ? undefined : 1000 * left,
  };
}

const perToken = (value: number, { record }: RunData) => value / windowOf(record);

/** Converts a run's loss from nats per window (as recorded) to other units. */
export const lossUnits = {
  window: (value: number) => value,
  token: perToken,
  perplexity: (value: number, run: RunData) => Math.exp(perToken(value, run)),
  bits: (value: number, run: RunData) => perToken(value, run) / Math.LN2,
};
