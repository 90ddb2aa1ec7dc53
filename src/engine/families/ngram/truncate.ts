import type { BackoffModel } from './backoffModel';
import { restrict } from './restrict';

/**
 * Returns the model without n-grams of more than `order` words. The result is the same as if the ARPA file
 * ended after this length.
 */
export function truncate(smoothed: BackoffModel, order: number): BackoffModel {
  const { levels } = smoothed.trie;
  if (order + 2 >= levels.length) return smoothed;
  const kept = new Uint8Array(smoothed.logProbs.length).fill(1, 0, levels[order + 1]);
  const { trie } = restrict(smoothed.trie, kept);
  const backOffs = smoothed.backOffs.slice(0, levels[order + 1]).fill(0, levels[order]);
  return { ...smoothed, trie, logProbs: smoothed.logProbs.slice(0, levels[order + 1]), backOffs };
}
