import type { RunRecord, Validation } from '../../src/protocol/run';
import { limitOf, perplexityOf, secondsLeft, windowOf } from '../../src/protocol/runFigures';
import type { RunData } from './runData';

/** A measure and its standard error, which one stretch of text alone does not give. */
export interface Estimate {
  readonly value: number;
  readonly error?: number;
}

/** A validation's mean loss as perplexity and in bits; the errors follow from that of the loss, to first order. */
export function validationFigures({ loss, error }: Validation): Record<'perplexity' | 'bits', Estimate> {
  const perplexity = Math.exp(loss);
  const scaled = (value: number, slope: number): Estimate =>
    error === undefined ? { value } : { value, error: slope * error };
  return { perplexity: scaled(perplexity, perplexity), bits: scaled(loss / Math.LN2, 1 / Math.LN2) };
}

/** Figures that follow from a record and its settings. */
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

/** What a loss of a run, recorded in nats a window, comes to. */
export const lossUnits = {
  window: (value: number) => value,
  token: perToken,
  perplexity: (value: number, run: RunData) => Math.exp(perToken(value, run)),
  bits: (value: number, run: RunData) => perToken(value, run) / Math.LN2,
};
