import type { RunRecord, Validation } from '../../src/protocol/run';

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

/** Tokens of a window, T: what a loss in nats a window is a sum over. */
export const windowOf = ({ settings }: RunRecord) => Number(settings['training.sequenceLength']);

/** Figures that follow from a record and its settings. */
export function figuresOf(run: RunRecord) {
  const T = windowOf(run);
  const limit = Number(run.settings['training.maxIterations']);
  const tokensPerUpdate = T * Number(run.settings['training.batch']);
  const left = limit > 0 ? Math.max(0, limit - run.iteration) : undefined;
  const timeLeft =
    left !== undefined && run.tokensPerSecond > 0
      ? (1000 * left * tokensPerUpdate) / run.tokensPerSecond
      : undefined;
  const nats = run.smoothLoss / T;
  return { perplexity: Math.exp(nats), bits: nats / Math.LN2, limit, timeLeft };
}
