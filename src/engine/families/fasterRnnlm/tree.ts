import { UserError } from '../../../protocol/userError';

/** Maximum depth of the tree: MAX_HSTREE_DEPTH in faster-rnnlm, and MAX_CODE_LENGTH in word2vec. */
const MAX_DEPTH = 40;

/** A Huffman tree. Nodes 0 to V - 1 are the words. The inner nodes follow; the last node is the root. */
export interface WordTree {
  readonly arity: number;
  readonly words: number;
  readonly root: number;
  /**
   * The children of all inner nodes, as numbers of nodes. The children of inner node V + n start at index
   * `arity * n`.
   */
  readonly children: Int32Array;
  /** The index of each node in `children`, [V + number of inner nodes]; -1 for the root. */
  readonly places: Int32Array;
}

/**
 * Builds the Huffman tree of faster-rnnlm for words with these counts. Merges the nodes with the lowest
 * counts first. Between a word and an inner node of equal count, takes the inner node first. If the tree is
 * deeper than faster-rnnlm and word2vec allow, throws the error that `tooDeep` returns.
 */
export function wordTree(counts: Float64Array, arity: number, tooDeep = damagedTree): WordTree {
  const V = counts.length;
  const inner = (V - 1) / (arity - 1);
  const weights = new Float64Array(inner);
  const children = new Int32Array(inner * arity);
  const places = new Int32Array(V + inner).fill(-1);
  let [word, oldest] = [V - 1, 0];
  for (let n = 0; n < inner; n++) {
    for (let branch = 0; branch < arity; branch++) {
      const takesWord = word >= 0 && (oldest === n || counts[word] < weights[oldest]);
      weights[n] += takesWord ? counts[word] : weights[oldest];
      const child = takesWord ? word-- : V + oldest++;
      children[arity * n + branch] = child;
      places[child] = arity * n + branch;
    }
  }
  const tree = { arity, words: V, root: V + inner - 1, children, places };
  checkDepth(tree, tooDeep);
  return tree;
}

function checkDepth({ arity, words, root, children }: WordTree, tooDeep: typeof damagedTree): void {
  const depths = new Int32Array(root + 1);
  for (let node = root; node >= words; node--) {
    for (let branch = 0; branch < arity; branch++) {
      const child = children[arity * (node - words) + branch];
      depths[child] = depths[node] + 1;
      if (depths[child] > MAX_DEPTH) throw tooDeep(MAX_DEPTH);
    }
  }
}

function damagedTree(most: number): UserError {
  return new UserError(
    'This model of faster-rnnlm is damaged: with the counts of its vocabulary, its tree of words is deeper than {0}.',
    [most],
  );
}
