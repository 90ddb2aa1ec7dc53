import { log10 } from '../../core/math';
import type { Vocabulary } from '../../data/vocabulary';
import type { BackoffModel } from './backoffModel';
import type { Counts } from './count/collector';
import { continuations, countsOfCounts } from './count/continuations';
import { restrict } from './restrict';
import { type SmoothingName, smoothings } from './smoothing';
import type { DiscountedShare, FitOptions, FittedSmoothing } from './smoothing/smoothing';
import { orderOf, ROOT, type Trie } from './trie';

/** Smoothing options for n-grams of one length. */
export interface LengthOptions extends Partial<Omit<FitOptions, 'V'>> {
  readonly smoothing: SmoothingName;
  /** Whether to interpolate with shorter histories. Ignored if the smoothing method cannot do this. */
  readonly interpolate: boolean;
  /**
   * Minimum count of the n-grams to keep. The probability mass of the removed n-grams is used for backing
   * off.
   */
  readonly minimumCount: number;
  /**
   * N-grams with at most this number of occurrences are removed as well, as with KenLM's --prune. Occurrences
   * count here, even if the smoothing uses continuation counts. 0 removes none.
   */
  readonly prunedUpTo?: number;
}

export interface EstimateOptions {
  /** Returns the options for n-grams of the given length, which is at least 1. */
  readonly byLength: (length: number) => LengthOptions;
}

export interface NgramEstimate {
  readonly smoothed: BackoffModel;
  /** The fitted smoothing for each length, starting with length 1. */
  readonly fits: readonly FittedSmoothing[];
}

/** The largest r for which a smoothing method needs n_r, the number of n-grams with count r. */
const RARE = 64;
/** Sums of probabilities above this count as 1. The difference is due to rounding errors. */
const ONE = 1 - 1e-12;

/**
 * Estimates the probabilities and back-off weights of a model from the n-gram counts of a text. `vocabulary`
 * is the vocabulary of the model.
 */
export function estimate(
  counts: Counts,
  vocabulary: Vocabulary,
  { byLength }: EstimateOptions,
): NgramEstimate {
  const { trie } = counts;
  const order = orderOf(trie);
  const options = Array.from({ length: order + 1 }, (_, length) => byLength(Math.max(length, 1)));
  const seen = seenBy(options, counts, vocabulary.size);
  const spreading = new Spreading(trie, seen, keptNodes(counts, seen, options), options);
  const V = vocabulary.size;
  const fits: FittedSmoothing[] = [];
  for (let length = 1; length <= order; length++) {
    const n = countsOfCounts(seen, trie.levels[length], trie.levels[length + 1], RARE + 1);
    const { goodTuringMaximum = length === 1 ? 1 : 7, added = 1, discount = 0.5 } = options[length];
    const fitOptions = { goodTuringMaximum, added, discount, V };
    fits.push(smoothings[options[length].smoothing].fit(r => n[r], length, fitOptions));
    spreading.spread(length, fits[length - 1].share);
  }
  return { smoothed: { vocabulary, ...spreading.result() }, fits };
}

/** Returns the counts that the smoothing of each length uses: occurrences or continuation counts. */
function seenBy(options: readonly LengthOptions[], counts: Counts, begin: number): Float64Array {
  const { levels } = counts.trie;
  const seen = counts.counts.slice();
  const continuing = [...options.keys()]
    .slice(1)
    .filter(n => smoothings[options[n].smoothing].countsContinuations);
  if (continuing.length > 0) {
    const adjusted = continuations(counts, begin);
    for (const n of continuing) seen.set(adjusted.subarray(levels[n], levels[n + 1]), levels[n]);
  }
  seen[begin + 1] = 0; // `<s>` never follows a word, so it gets no probability
  return seen;
}

/** Distributes the probability mass after each history over the words. Must process short histories first. */
class Spreading {
  private readonly P: Float64Array; // [N], P(w|h) for each node hw; at the root, the uniform P
  private readonly bow: Float64Array; // [N], the back-off weight of each node
  constructor(
    private readonly trie: Trie,
    private readonly seen: Float64Array, // [N], the count of each node
    private readonly kept: Uint8Array, // [N], 1 for each node to keep
    private readonly options: readonly LengthOptions[],
  ) {
    this.P = new Float64Array(seen.length);
    this.P[ROOT] = 1 / (trie.levels[2] - 2); // all words except `<s>`, equally
    this.bow = new Float64Array(seen.length).fill(1);
  }

  /** Computes P(w|h) for all n-grams hw of this length. `share` is the discounted share f(w|h). */
  spread(length: number, share: DiscountedShare): void {
    const { levels, children } = this.trie;
    const { smoothing, interpolate } = this.options[length];
    const isInterpolated = interpolate && smoothings[smoothing].canInterpolate;
    for (let h = levels[length - 1]; h < levels[length]; h++) {
      if (children[h] < children[h + 1]) this.spreadHistory(h, share, isInterpolated);
    }
  }

  private spreadHistory(h: number, share: DiscountedShare, isInterpolated: boolean): void {
    const { trie, seen, kept, P, bow } = this;
    // Words with a lower count than this get no share of their own. They share the remaining mass equally.
    const leastOfWords = this.options[1].minimumCount;
    const { children, suffixes } = trie;
    let total = 0;
    let types = 0;
    for (let hw = children[h]; hw < children[h + 1]; hw++) {
      total += seen[hw];
      if (seen[hw] > 0) types++;
    }
    let own = 0;
    let lower = 0;
    for (let hw = children[h]; hw < children[h + 1]; hw++) {
      P[hw] = 0;
      if (!kept[hw] || seen[hw] === 0 || (h === ROOT && seen[hw] < leastOfWords)) continue;
      P[hw] = share(seen[hw], total, types);
      own += P[hw];
      if (P[hw] > 0) lower += P[suffixes[hw]];
    }
    // If the discounts leave no mass for backing off, frees the mass that one more occurrence would have. But
    // if all words were seen after h, there is nothing to back off to, and the seen words get all mass.
    const isComplete = !isInterpolated && lower > ONE;
    const scale = isComplete ? 1 / own : own > ONE ? total / (total + 1) : 1;
    const left = 1 - own * scale;
    if (own > 0) bow[h] = isComplete ? 1 : isInterpolated ? left : left / (1 - lower);
    for (let hw = children[h]; hw < children[h + 1]; hw++) {
      const isOwn = P[hw] > 0;
      P[hw] *= scale;
      if (!isOwn || isInterpolated) P[hw] += bow[h] * P[suffixes[hw]];
    }
  }
  /** Returns the kept n-grams with their log10 probabilities and log10 back-off weights. */
  result(): Omit<BackoffModel, 'vocabulary'> {
    const { trie, before } = restrict(this.trie, this.kept);
    const logProbs = new Float64Array(before.length);
    const backOffs = new Float64Array(before.length);
    for (let i = 1; i < before.length; i++) {
      logProbs[i] = log10(this.P[before[i]]);
      const weight = this.bow[before[i]];
      if (weight !== 1) backOffs[i] = log10(weight);
    }
    logProbs[trie.levels[2] - 1] = Number.NEGATIVE_INFINITY; // `<s>` is never predicted
    return { trie, logProbs, backOffs };
  }
}

/**
 * Marks the n-grams to keep: those with sufficient counts, the prefixes of kept n-grams, and all single
 * words.
 */
function keptNodes(
  { trie, counts }: Counts,
  seen: Float64Array,
  options: readonly LengthOptions[],
): Uint8Array {
  const { levels, children } = trie;
  const kept = new Uint8Array(seen.length).fill(1, 0, levels[2]);
  for (let length = levels.length - 2; length > 1; length--) {
    const { minimumCount: least, prunedUpTo = 0 } = options[length];
    for (let node = levels[length]; node < levels[length + 1]; node++) {
      let keep = seen[node] >= least && counts[node] > prunedUpTo;
      for (let child = children[node]; child < children[node + 1] && !keep; child++) keep = kept[child] === 1;
      kept[node] = keep ? 1 : 0;
    }
  }
  return kept;
}
