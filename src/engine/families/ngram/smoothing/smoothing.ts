/**
 * Smoothing turns counts into probabilities. A method is defined by the discounted share f(w|h) that the
 * n-gram hw keeps of the counts after its history. The rest of the mass after h goes to shorter histories:
 *
 * interpolated   P(w|h) = f(w|h) + bow(h) P(w|h')          bow(h) = 1 - sum f(w|h)
 * backing off    P(w|h) = f(w|h), unseen bow(h) P(w|h')    bow(h) = (1 - sum f(w|h)) / (1 - sum P(w|h'))
 *
 * The sums run over the w seen after h. Chen & Goodman, "An empirical study of smoothing techniques for
 * language modeling", Harvard TR-10-98 (1998), section 2.8. Pages and equations cited in this folder are
 * those of this report.
 */

/**
 * Returns the discounted share f(w|h). `count` is c(hw), `total` is c(h.), and `types` is the number of
 * distinct words seen after h.
 */
export type DiscountedShare = (count: number, total: number, types: number) => number;

/** A smoothing method with parameters fitted to the n-grams of one length. */
export interface FittedSmoothing {
  readonly share: DiscountedShare;
  /** The estimated parameters, by their names in the literature. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Whether default parameters are used because they could not be estimated from the counts. */
  readonly isFallback?: boolean;
}

export interface FitOptions {
  /** Only for Good-Turing smoothing: the highest count that is discounted, k. */
  readonly goodTuringMaximum: number;
  /** Only for additive smoothing: the constant that is added to every count. */
  readonly added: number;
  /** Only for absolute discounting: the constant that is subtracted from every count. */
  readonly discount: number;
  /** The number of words that can follow a history, V. */
  readonly V: number;
}

export interface Smoothing {
  /**
   * Whether the lower orders use continuation counts: the number of distinct words seen before an n-gram,
   * instead of its occurrences (Kneser-Ney).
   */
  readonly countsContinuations: boolean;
  readonly canInterpolate: boolean;
  /**
   * Fits the parameters to the n-grams of `length`. `n(r)` is the number of these n-grams with the count r.
   */
  fit(n: (r: number) => number, length: number, options: FitOptions): FittedSmoothing;
}
