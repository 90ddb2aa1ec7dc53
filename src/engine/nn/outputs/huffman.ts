/**
 * A binary tree over V symbols. The inner nodes have the numbers 0 to V - 2; the root is the last of them.
 */
export interface Tree {
  /** Number of inner nodes on the longest path. */
  readonly depth: number;
  /**
   * Index in `nodes` at which the path of each symbol starts. The path of symbol w consists of the inner
   * nodes `nodes[starts[w]]` to `nodes[starts[w + 1] - 1]`, from the root down.
   */
  readonly starts: Int32Array; // [V + 1], V symbols
  readonly nodes: Int32Array;
  /** The decision at each entry of `nodes`: 1 for the first child, -1 for the second. */
  readonly turns: Int8Array;
  /**
   * The children of all inner nodes. Those of inner node n are `children[2 n]` and `children[2 n + 1]`. A
   * child is the number of an inner node, or V - 1 + w for symbol w.
   */
  readonly children: Int32Array; // [2 (V - 1)], V - 1 inner nodes
}

/**
 * Builds a Huffman (1952) tree of symbols that are sorted by descending weight: repeatedly joins the two
 * lightest nodes. The sorted leaves form one queue and the inner nodes another, because inner nodes are
 * created in ascending order of weight. A heap is therefore not needed.
 */
export function huffmanTree(weights: Float64Array): Tree {
  const V = weights.length;
  const inner = new Float64Array(V - 1);
  const children = new Int32Array(2 * (V - 1));
  let leaf = V - 1;
  let oldest = 0;
  for (let n = 0; n < V - 1; n++) {
    for (const side of [0, 1]) {
      const takesLeaf = leaf >= 0 && (oldest === n || weights[leaf] <= inner[oldest]);
      children[2 * n + side] = takesLeaf ? V - 1 + leaf : oldest;
      inner[n] += takesLeaf ? weights[leaf--] : inner[oldest++];
    }
  }
  return { children, ...pathsOf(children, V) };
}

function pathsOf(children: Int32Array, V: number): Omit<Tree, 'children'> {
  const parents = new Int32Array(2 * V - 1).fill(-1);
  // Each entry encodes the parent (i >> 1) and which child of the parent the node is (i & 1).
  for (let i = 0; i < children.length; i++) parents[children[i]] = i;
  const starts = new Int32Array(V + 1);
  let depth = 0;
  for (let w = 0; w < V; w++) {
    let steps = 0;
    for (let at = parents[V - 1 + w]; at >= 0; at = parents[at >> 1]) steps++;
    starts[w + 1] = starts[w] + steps;
    depth = Math.max(depth, steps);
  }
  const nodes = new Int32Array(starts[V]);
  const turns = new Int8Array(starts[V]);
  for (let w = 0; w < V; w++) {
    let i = starts[w + 1] - 1;
    for (let at = parents[V - 1 + w]; at >= 0; at = parents[at >> 1], i--) {
      nodes[i] = at >> 1;
      turns[i] = at % 2 === 0 ? 1 : -1;
    }
  }
  return { depth, starts, nodes, turns };
}
