import { exp } from '../../core/math';
import type { SurprisalRow } from './surprisalRow';

/** A token with its label. `start` is the position of the token in the text, in code points. */
export interface LabelledPlace {
  readonly start: number;
  readonly label: string;
}

/** How well a model predicts the tokens that have one label. */
export interface LabelError {
  readonly label: string;
  readonly tokens: number;
  /** Mean surprisal of these tokens, in nats per token. */
  readonly surprisal: number;
  /**
   * Root mean square of 1 - P(token): 0 if every token has probability 1, 1 if every token has probability 0.
   */
  readonly rms: number;
}

/**
 * Returns the errors of a model for each label, in the order in which the labels first occur in the text.
 * Leaves out tokens without a label, such as sentence ends, and tokens without a probability.
 */
export function errorsByLabel(rows: Iterable<SurprisalRow>, places: Iterable<LabelledPlace>): LabelError[] {
  const labels = new Map<number, string>();
  for (const { start, label } of places) labels.set(start, label);
  const sums = new Map<string, { tokens: number; surprisal: number; squares: number }>();
  for (const { start, end, logProb } of rows) {
    const label = labels.get(start);
    if (label === undefined || end === start || Number.isNaN(logProb)) continue;
    const sum = sums.get(label) ?? { tokens: 0, surprisal: 0, squares: 0 };
    sum.tokens++;
    sum.surprisal -= logProb;
    sum.squares += (1 - exp(logProb)) ** 2;
    sums.set(label, sum);
  }
  return [...sums].map(([label, { tokens, surprisal, squares }]) => ({
    label,
    tokens,
    surprisal: surprisal / tokens,
    rms: Math.sqrt(squares / tokens),
  }));
}
