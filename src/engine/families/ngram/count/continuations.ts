import { orderOf } from '../trie';
import type { Counts } from './collector';

/**
 * Returns the counts that Kneser-Ney smoothing uses. Lower orders get continuation counts, N1+(. w1 ... wn):
 * the number of distinct words seen before an n-gram, instead of its occurrences. Kneser & Ney (1995); Chen &
 * Goodman (1998), section 2.7. Two kinds of n-grams keep their numbers of occurrences: those of the highest
 * order, and those that begin with `<s>`, because no word can precede them.
 */
export function continuations({ trie, counts }: Counts, begin: number): Float64Array {
  const { levels, suffixes, children } = trie;
  const order = orderOf(trie);
  const adjusted = counts.slice();
  const beginsSentence = new Uint8Array(counts.length);
  beginsSentence[begin + 1] = 1;
  for (let node = 1; node < levels[order]; node++) {
    if (beginsSentence[node]) beginsSentence.fill(1, children[node], children[node + 1]);
    else adjusted[node] = 0;
  }
  for (let node = levels[2]; node < counts.length; node++) {
    adjusted[suffixes[node]]++; // the suffix is preceded by a word here, so it does not begin a sentence
  }
  return adjusted;
}

/**
 * Returns n_r for r from 0 to `most`: the number of n-grams with count r, among those at the indices `start`
 * to `end` - 1.
 */
export function countsOfCounts(counts: Float64Array, start: number, end: number, most: number): number[] {
  const n = new Array<number>(most + 1).fill(0);
  for (let node = start; node < end; node++) if (counts[node] <= most) n[counts[node]]++;
  return n;
}
