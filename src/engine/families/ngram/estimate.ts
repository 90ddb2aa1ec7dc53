import { columnOf, type NumberColumn } from '../../core/columns';
import type { Vocabulary } from '../../data/vocabulary';
import { continuations, countsOfCounts } from './count/continuations';
import { type Counts, highestLength } from './count/counts';
import type { EstimateOptions, LengthOptions } from './estimateOptions';
import { keptNodes } from './kept';
import type { NgramLevels } from './levels';
import { smoothings } from './smoothing';
import type { FittedSmoothing } from './smoothing/smoothing';
import { Spreading } from './spreading';

export interface NgramEstimate {
  readonly ngrams: NgramLevels;
  /** The fitted smoothing for each length, starting with length 1. */
  readonly fits: readonly FittedSmoothing[];
}

/** The largest r for which a smoothing method needs n_r, the number of n-grams with count r. */
const RARE = 64;

/**
 * Estimates the probabilities and back-off weights of a model from the n-gram counts of a text. `vocabulary`
 * is the vocabulary of the model. Goes through the n-grams of each length in order, so that only two numbers per
 * n-gram below the highest order are in memory: its count and its probability.
 */
export function estimate(
  counts: Counts,
  vocabulary: Vocabulary,
  { byLength, newStorage }: EstimateOptions,
): NgramEstimate {
  const order = highestLength(counts);
  const options = Array.from({ length: order + 1 }, (_, length) => byLength(Math.max(length, 1)));
  const seen = seenBy(options, counts, vocabulary.size);
  const kept = keptNodes(counts, seen, options);
  const spreading = new Spreading({ counts, seen, kept, options, newStorage });
  const V = vocabulary.size;
  const fits: FittedSmoothing[] = [];
  for (let length = 1; length <= order; length++) {
    const n = countsOfCounts(seen[length], RARE + 1);
    const { goodTuringMaximum = length === 1 ? 1 : 7, added = 1, discount = 0.5 } = options[length];
    const fitOptions = { goodTuringMaximum, added, discount, V };
    fits.push(smoothings[options[length].smoothing].fit(r => n[r], length, fitOptions));
    spreading.spread(length, fits[length - 1].share);
  }
  return { ngrams: { vocabulary, levels: spreading.finish() }, fits };
}

/**
 * Returns the counts that the smoothing of each length uses: occurrences or continuation counts. `begin` is the
 * id of `<s>`.
 */
function seenBy(options: readonly LengthOptions[], counts: Counts, begin: number): NumberColumn[] {
  const { levels, starts } = counts;
  const order = highestLength(counts);
  const seen = levels.map(level => level.counts);
  const continuing = options
    .map((_, n) => n)
    .filter(n => n > 0 && n < order && smoothings[options[n].smoothing].countsContinuations);
  if (continuing.length > 0) {
    const adjusted = continuations(counts, begin);
    for (const n of continuing) seen[n] = columnOf(adjusted.subarray(starts[n], starts[n + 1]));
  }
  // `<s>` never follows a word, so it gets no probability.
  const words = seen[1].copyTo(new Float64Array(seen[1].length));
  words[begin] = 0;
  seen[1] = columnOf(words);
  return seen;
}
