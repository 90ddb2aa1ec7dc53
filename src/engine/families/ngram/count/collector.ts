import { concatenate } from '../../../core/concatenate';
import { type Trie, TrieBuilder } from '../trie';
import type { NgramConsumer } from './sequences';

/** The n-grams of a text, in a trie, with their counts. */
export interface Counts {
  readonly trie: Trie;
  readonly counts: Float64Array; // [N], one per node; the value at the root is unused
}

/**
 * Builds a trie with counts from sorted n-grams. Adds the count of each n-gram to all its prefixes as well.
 */
export class Collector implements NgramConsumer {
  private readonly levels: readonly Level[]; // one for the n-grams of each length from 2 on
  private readonly wordCounts: Float64Array;
  /** The ids of the words of the n-gram that was added last. */
  private readonly words: Int32Array; // [order], as ids
  /**
   * For each k, the first k + 1 words of the n-gram that was added last: their position among all n-grams of
   * k + 1 words.
   */
  private readonly nodes: Int32Array; // [order]
  private length = 0;

  constructor(
    /** Number of words, W. Their ids are 0 to W - 1. */
    private readonly W: number,
    order: number,
  ) {
    this.levels = Array.from({ length: order - 1 }, () => new Level());
    this.wordCounts = new Float64Array(W);
    this.words = new Int32Array(order);
    this.nodes = new Int32Array(order);
  }

  add(ids: Int32Array, at: number, length: number, count: number): void {
    const { words, nodes, levels } = this;
    let shared = 0;
    while (shared < length && shared < this.length && words[shared] === ids[at + shared]) shared++;
    for (let k = shared; k < length; k++) {
      const word = ids[at + k];
      words[k] = word;
      nodes[k] = k === 0 ? word : levels[k - 1].push(nodes[k - 1], word);
    }
    this.length = length;
    this.wordCounts[nodes[0]] += count;
    for (let k = 1; k < length; k++) levels[k - 1].counts[nodes[k]] += count;
  }

  finish(): Counts {
    const trie = new TrieBuilder(this.W);
    const all: Float64Array[] = [new Float64Array(1), this.wordCounts];
    for (const { parents, words, counts, size } of this.levels) {
      const [first] = trie.levels.slice(-2);
      for (let i = 0; i < size; i++) parents[i] += first;
      trie.addSorted(parents.subarray(0, size), words.subarray(0, size));
      all.push(counts.subarray(0, size));
    }
    return { trie, counts: concatenate(Float64Array, all) };
  }
}

/** The n-grams of one length that were collected so far. */
class Level {
  /**
   * For each n-gram, the position of its history (all words except the last) in the level of n-grams that are
   * one word shorter.
   */
  parents = new Int32Array(1 << 10);
  words = new Int32Array(1 << 10);
  counts = new Float64Array(1 << 10);
  size = 0;

  /** Adds an n-gram to the level and returns its position. */
  push(parent: number, word: number): number {
    if (this.size === this.words.length) this.grow();
    this.parents[this.size] = parent;
    this.words[this.size] = word;
    return this.size++;
  }

  private grow(): void {
    const larger = <A extends Int32Array | Float64Array>(longer: A, values: A) => {
      longer.set(values);
      return longer;
    };
    this.parents = larger(new Int32Array(2 * this.size), this.parents);
    this.words = larger(new Int32Array(2 * this.size), this.words);
    this.counts = larger(new Float64Array(2 * this.size), this.counts);
  }
}
