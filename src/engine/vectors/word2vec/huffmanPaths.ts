import { UserError } from '../../../protocol/userError';
import { wordTree } from '../../families/fasterRnnlm/tree';

/** The paths of words in the Huffman tree, from the root down. */
export interface Paths {
  /**
   * The start of each word's path in `steps`, [V + 1]. The path of word w has the steps from `starts[w]` to
   * `starts[w + 1]` - 1.
   */
  readonly starts: Uint32Array;
  /**
   * The steps of all paths. A step is the number 2 * inner node + code. Inner nodes are numbered from 0; the
   * code is 1 if the path continues with the second child, else 0.
   */
  readonly steps: Uint32Array;
}

/**
 * Returns the paths of words that are sorted by count, as in word2vec. Throws a UserError if the tree is
 * deeper than word2vec allows.
 */
export function pathsOf(counts: Float64Array): Paths {
  const V = counts.length;
  const { places, root } = wordTree(counts, 2, most => {
    return new UserError(
      'The tree of these words is deeper than {0}, word2vec’s limit, because their counts differ too much. Train with negative sampling.',
      [most],
    );
  });
  const starts = new Uint32Array(V + 1);
  const steps: number[] = [];
  for (let word = 0; word < V; word++) {
    const path: number[] = [];
    for (let node = word; node !== root; node = V + (places[node] >> 1)) path.push(places[node]);
    steps.push(...path.reverse());
    starts[word + 1] = steps.length;
  }
  return { starts, steps: Uint32Array.from(steps) };
}
