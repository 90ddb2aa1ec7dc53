/**
 * How counts become probabilities. Everything is said by the share f(w|h) that an n-gram hw keeps of what was seen
 * after its history; the rest of the history's mass goes to shorter histories:
 *
 * interpolated   P(w|h) = f(w|h) + bow(h) P(w|h')          bow(h) = 1 - sum f(w|h)
 * backing off    P(w|h) = f(w|h), unseen bow(h) P(w|h')    bow(h) = (1 - sum f(w|h)) / (1 - sum P(w|h'))
 *
 * where the sums run over the w seen after h. Chen & Goodman, "An empirical study of smoothing techniques for
 * language modeling", Harvard TR-10-98 (1998), section 2.8. Pages and equations elsewhere here are that report's.
 */

/** f(w|h): `count` of hw, `total` of all hv, `types` that v has. */
export type DiscountedShare = (count: number, total: number, types: number) => number;

/** What was found out for the n-grams of one length. */
export interface FittedSmoothing {
  readonly share: DiscountedShare;
  /** The estimated numbers, by the names that the field has for them. */
  readonly parameters: Readonly<Record<string, number>>;
  /** The counts did not allow the estimate, and other numbers stand in. */
  readonly isFallback?: boolean;
}

export interface FitOptions {
  /** Good-Turing: counts up to it are discounted. */
  readonly goodTuringMaximum: number;
  /** Additive smoothing: what is added to every count. */
  readonly added: number;
  /** Absolute discounting: what is taken from every count. */
  readonly discount: number;
  /** Words that can follow: V. */
  readonly V: number;
}

export interface Smoothing {
  /** The lower orders count the words before an n-gram, not its occurrences. */
  readonly countsContinuations: boolean;
  readonly canInterpolate: boolean;
  /** For the n-grams of `length`; `n[r]` of them have the count r. */
  fit(n: (r: number) => number, length: number, options: FitOptions): FittedSmoothing;
}
