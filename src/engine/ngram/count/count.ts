import type { Chain } from '../chain';
import { type Trie, TrieBuilder } from '../trie';

/** How often n-grams were seen. */
export interface Counts {
  readonly trie: Trie;
  readonly counts: Float64Array; // [N]; the root's means nothing
}

/**
 * Every n-gram of the chain up to `order` words. The n-gram that ends at a place is the one that ends a place
 * before it, one word shorter, and the word: so each length needs one sort of pairs and no look-up.
 */
export function countNgrams({ ids, begin }: Chain, order: number): Counts {
  const builder = new TrieBuilder(begin + 1);
  let endingAt = ids.map(id => id + 1); // the node of the n-gram that ends at each place, -1 for none
  const tallies = [tally(endingAt, begin + 2)];
  for (let length = 2; length <= order; length++) {
    const places = continued(endingAt, ids, begin);
    const nodes = builder.addLevel(
      places.map(i => endingAt[i - 1]),
      places.map(i => ids[i]),
    );
    const next = new Int32Array(ids.length).fill(-1);
    for (let i = 0; i < places.length; i++) next[places[i]] = nodes[i];
    endingAt = next;
    tallies.push(tally(nodes, builder.words.length));
  }
  return { trie: builder, counts: merged(tallies) };
}

/** The places whose word goes on with an n-gram: all but the beginnings, before which nothing counts. */
function continued(endingAt: Int32Array, ids: Int32Array, begin: number): Int32Array {
  const places = new Int32Array(ids.length);
  let count = 0;
  for (let i = 1; i < ids.length; i++) if (endingAt[i - 1] >= 0 && ids[i] !== begin) places[count++] = i;
  return places.subarray(0, count);
}

/** How often each node occurs, for all nodes up to `size`. */
function tally(nodes: Int32Array, size: number): Float64Array {
  const counts = new Float64Array(size);
  for (const node of nodes) counts[node]++;
  return counts;
}

/** Each tally holds the nodes of one length; all of them are as long as there were nodes then. */
function merged(tallies: readonly Float64Array[]): Float64Array {
  const counts = new Float64Array(tallies[tallies.length - 1].length);
  for (const tally of tallies) for (let node = 0; node < tally.length; node++) counts[node] += tally[node];
  return counts;
}
