import { lengthened, withCapacity } from './growing';
import { sortPairs } from './sortPairs';

/**
 * N-grams as a tree: a node is an n-gram, and its children extend it by one word. Node 0 is the empty n-gram;
 * nodes 1 to W are the words in the order of their ids. Longer n-grams follow, sorted by length, then parent,
 * then last word. The children of a node are therefore contiguous.
 *
 * The suffix of a node w1 ... wn is the longest of w2 ... wn, w3 ... wn, ... that is a node. It is the
 * history to back off to.
 */
export interface Trie {
  /**
   * The first node of each length, from 0 to the order, then the number of nodes N. The n-grams of length n
   * are the nodes `levels[n]` to `levels[n + 1]` - 1.
   */
  readonly levels: readonly number[]; // [order + 2]
  readonly words: Int32Array; // [N], the last word of each node
  readonly children: Int32Array; // [N + 1], the first child of each node
  readonly suffixes: Int32Array; // [N], the node of each node's suffix
}

export const ROOT = 0;

export const orderOf = ({ levels }: Trie) => levels.length - 2;

/** Returns the number of words of the n-gram at a node. */
export function lengthOf({ levels }: Trie, node: number): number {
  let length = 0;
  while (node >= levels[length + 1]) length++;
  return length;
}

/**
 * Returns the node of the n-gram that extends the n-gram at `node` by `word`. Returns -1 if the trie does not
 * contain it.
 */
export function childOf({ words, children }: Trie, node: number, word: number): number {
  if (node === ROOT) return word + 1;
  let low = children[node];
  let high = children[node + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = words[middle];
    if (found === word) return middle;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Extends the n-gram at `node` by `word`. Returns the node of the longest suffix of the result that the trie
 * contains.
 */
export function advance(trie: Trie, node: number, word: number): number {
  let at = node;
  let next = childOf(trie, at, word);
  while (next < 0) {
    at = trie.suffixes[at];
    next = childOf(trie, at, word);
  }
  return next;
}

/** Builds a trie, one length of n-grams after another. */
export class TrieBuilder implements Trie {
  readonly levels: number[];
  words: Int32Array;
  children: Int32Array;
  suffixes: Int32Array;

  /** Creates a trie with the n-grams of length 1: the words 0 to `W` - 1. */
  constructor(private readonly W: number) {
    this.levels = [0, 1, W + 1];
    this.words = Int32Array.from({ length: W + 1 }, (_, node) => node - 1);
    this.children = new Int32Array(W + 2).fill(W + 1);
    this.children[ROOT] = 1;
    this.suffixes = new Int32Array(W + 1);
  }

  /** Reserves memory for `nodes` nodes, so that adding them copies nothing. */
  reserve(nodes: number): void {
    this.words = withCapacity(this.words, nodes);
    this.children = withCapacity(this.children, nodes + 1);
    this.suffixes = withCapacity(this.suffixes, nodes);
  }

  /**
   * Adds the n-grams of the next length. Each is given by the node of its history (`parents`) and its last
   * word (`lasts`). Repeated n-grams become one node. Returns the node of each n-gram.
   */
  addLevel(parents: Int32Array, lasts: Int32Array): Int32Array {
    const [start, end] = this.levels.slice(-2);
    const sorted = sortPairs(parents, start, end, lasts, this.W);
    const nodes = new Int32Array(parents.length);
    const level = new Level(parents.length);
    for (const i of sorted) nodes[i] = end + level.add(parents[i], lasts[i]);
    this.addSorted(level.parents.subarray(0, level.size), level.words.subarray(0, level.size));
    return nodes;
  }

  /**
   * Adds the n-grams of the next length, like `addLevel`. They must be sorted and distinct. `known` are the nodes
   * of their suffixes as far as they are known, and -1 for all others.
   */
  addSorted(parents: Int32Array, lasts: Int32Array, known?: Int32Array): void {
    const [start, end] = this.levels.slice(-2);
    const size = end + lasts.length;
    this.levels.push(size);
    this.words = lengthened(this.words, lasts.length);
    this.words.set(lasts, end);
    this.children = lengthened(this.children, lasts.length).fill(size, end);
    for (let node = start, i = 0; node < end; node++) {
      while (i < parents.length && parents[i] < node) i++;
      this.children[node] = end + i;
    }
    this.suffixes = lengthened(this.suffixes, lasts.length);
    for (let i = 0; i < lasts.length; i++) {
      const suffix = known?.[i] ?? -1;
      this.suffixes[end + i] = suffix < 0 ? advance(this, this.suffixes[parents[i]], lasts[i]) : suffix;
    }
  }
}

/** The distinct n-grams of one length, collected in sorted order. */
class Level {
  readonly parents: Int32Array;
  readonly words: Int32Array; // [N], the last word of each node
  size = 0;

  constructor(most: number) {
    this.parents = new Int32Array(most);
    this.words = new Int32Array(most);
  }

  /**
   * Adds an n-gram, unless it equals the last one that was added. Returns its position among the n-grams of
   * this length.
   */
  add(parent: number, word: number): number {
    const last = this.size - 1;
    if (last >= 0 && this.parents[last] === parent && this.words[last] === word) return last;
    this.parents[this.size] = parent;
    this.words[this.size] = word;
    return this.size++;
  }
}
