import { orderOf } from '../trie';
import type { Counts } from './collector';

/**
 * Counts for the lower orders of Kneser-Ney: not how often an n-gram was seen, but after how many different
 * words, N1+(. w1 ... wn): Kneser & Ney (1995); Chen & Goodman (1998), section 2.7. Those of the highest order, and
 * of n-grams that begin a sentence, before which no word can stand, stay as they are.
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
    adjusted[suffixes[node]]++; // which never begins a sentence: a word stands before it
  }
  return adjusted;
}

/** n_r: how many of the n-grams from `start` to `end` have the count r, for r from 0 to `most`. */
export function countsOfCounts(counts: Float64Array, start: number, end: number, most: number): number[] {
  const n = new Array<number>(most + 1).fill(0);
  for (let node = start; node < end; node++) if (counts[node] <= most) n[counts[node]]++;
  return n;
}
