import { exp } from '../../core/math';
import type { SurprisalRow } from './surprisalRow';

/** A labelled token: where it begins, in code points, and what it is. */
export interface LabelledPlace {
  readonly start: number;
  readonly label: string;
}

/** How well a model predicts the tokens with one label. */
export interface LabelError {
  readonly label: string;
  readonly tokens: number;
  /** Mean, in nats. */
  readonly surprisal: number;
  /** Root mean square of 1 - P(token): 0 if every token is certain, 1 if every token is impossible. */
  readonly rms: number;
}

/**
 * Returns the errors of a model by label, in the order in which the labels first appear. Tokens without a label, such
 * as sentence ends, and tokens without a probability are left out.
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
