import type { BackoffModel } from '../backoffModel';
import { ROOT, type Trie } from '../trie';

/** A log10 P may exceed 0 by this much because of rounding. */
const ROUNDING = 1e-4;

/**
 * Returns whether the arrays of a model from a file have the properties of `Trie` on which every search relies, and
 * numbers that can be logarithms. Without them, a search could run forever or find no number.
 */
export function isModel({ trie, logProbs, backOffs }: BackoffModel): boolean {
  const { levels, words, children, suffixes } = trie;
  const nodes = levels[levels.length - 1];
  if (children[nodes] !== nodes) return false;
  for (let length = 0; length + 1 < levels.length; length++) {
    const [start, end] = [levels[length], levels[length + 1]];
    // The children of a level are the whole next level, divided into sorted ranges.
    if (children[start] !== end) return false;
    const last = levels[length + 2] ?? end;
    for (let node = start; node < end; node++) if (children[node] > children[node + 1]) return false;
    if (children[end] !== last) return false;
    if (!areSuffixes(suffixes, start, end)) return false;
    if (!areSorted(trie, start, end)) return false;
  }
  for (let word = 0; word < levels[2] - 1; word++) if (words[word + 1] !== word) return false;
  for (let node = ROOT + 1; node < nodes; node++) {
    if (!(logProbs[node] <= ROUNDING && backOffs[node] < Number.POSITIVE_INFINITY)) return false;
  }
  return true;
}

/** Returns whether the suffixes of a level's nodes are shorter n-grams: the root only for single words. */
function areSuffixes(suffixes: Int32Array, start: number, end: number): boolean {
  const least = start > 1 ? 1 : 0;
  const most = Math.max(start, 1);
  for (let node = start; node < end; node++) {
    if (suffixes[node] < least || suffixes[node] >= most) return false;
  }
  return true;
}

/** Returns whether the children of each node have distinct words of the model in ascending order. */
function areSorted({ levels, children, words }: Trie, start: number, end: number): boolean {
  const W = levels[2] - 1;
  for (let node = start; node < end; node++) {
    const to = children[node + 1];
    let least = 0;
    for (let child = children[node]; child < to; child++) {
      if (words[child] < least || words[child] >= W) return false;
      least = words[child] + 1;
    }
  }
  return true;
}
