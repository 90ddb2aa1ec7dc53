import { IntegerWriter, type NewStorage, type NumberColumn } from '../../../core/columns';
import type { CountedLevel } from './counts';

/**
 * Returns the node of the suffix of each n-gram of one length n: w2 ... wn for w1 ... wn. `words` are the last
 * words of the n-grams, `levels` the shorter n-grams, and `starts` the first node of each length up to n. The
 * n-grams must be those of a text, so that the suffix of each n-gram is one of them.
 *
 * The suffix of w1 ... wn extends the suffix of w1 ... wn-1 by wn. It is searched among the n-grams that do, of
 * which only the last words must be in memory.
 */
export function suffixesOf(
  words: NumberColumn,
  levels: readonly Omit<CountedLevel, 'counts'>[],
  starts: readonly number[],
  newStorage?: NewStorage,
): NumberColumn {
  const n = levels.length;
  const suffixes = new IntegerWriter(newStorage?.());
  const last = words.reader();
  if (n < 3) {
    for (let i = 0; i < words.length; i++) suffixes.push(n === 1 ? 0 : last.next() + 1);
    return suffixes.finish();
  }
  const longest = levels[n - 1];
  const candidates = longest.words.copyTo(new Int32Array(longest.words.length));
  const ends = levels[n - 2].ends.copyTo(new Int32Array(levels[n - 2].ends.length));
  const parentSuffixes = longest.suffixes.reader();
  const parentEnds = longest.ends.reader();
  for (let parent = 0, i = 0; parent < longest.words.length; parent++) {
    const suffix = parentSuffixes.next() - starts[n - 2];
    const end = parentEnds.next();
    let at = suffix === 0 ? 0 : ends[suffix - 1];
    for (; i < end; i++) {
      at = indexOf(last.next(), candidates, at, ends[suffix]);
      suffixes.push(starts[n - 1] + at);
    }
  }
  return suffixes.finish();
}

/**
 * Returns the index of `word` in ascending `words`, from `from` to `to` - 1. Doubles the steps until it has passed
 * the word, then halves them: most words are near the previous one.
 */
function indexOf(word: number, words: Int32Array, from: number, to: number): number {
  let low = from;
  let step = 1;
  while (low + step < to && words[low + step] <= word) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, to); // words[low] <= word < words[high]
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (words[middle] <= word) low = middle;
    else high = middle;
  }
  return low;
}
