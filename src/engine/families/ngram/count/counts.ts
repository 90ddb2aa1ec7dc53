import { columnOf, type NumberColumn } from '../../../core/columns';
import type { Trie } from '../trie';

/**
 * The n-grams of one length, sorted by words, with their counts. A node is an n-gram. Nodes are numbered as in
 * `Trie`: 0 is the empty n-gram, then all n-grams of length 1 follow, then those of length 2, and so on.
 */
export interface CountedLevel {
  readonly words: NumberColumn; // the last word of each n-gram
  readonly counts: NumberColumn; // the number of occurrences of each n-gram
  /** For each n-gram, the number of n-grams of the next length that begin with it or with an earlier one. */
  readonly ends: NumberColumn; // empty for the highest length
  readonly suffixes: NumberColumn; // the node of each n-gram's suffix (see `Trie`)
}

/** The n-grams of a text or of a file, with their counts. */
export interface Counts {
  /** The first node of each length, from 0 to the order, then the number of nodes. */
  readonly starts: readonly number[]; // [order + 2]
  /** The n-grams of each length, from 0 (the empty n-gram) to the order. */
  readonly levels: readonly CountedLevel[]; // [order + 1]
}

export const highestLength = ({ starts }: Counts) => starts.length - 2;

/** The level that contains only the empty n-gram. `W` is the number of words. */
export function emptyNgram(W: number): CountedLevel {
  const zero = columnOf(Int32Array.of(0));
  return { words: zero, counts: zero, ends: columnOf(Int32Array.of(W)), suffixes: zero };
}

/** Returns the counts of the n-grams in a trie. `counts` has an element for each node. */
export function countsOfTrie({ levels, words, children, suffixes }: Trie, counts: Float64Array): Counts {
  const order = levels.length - 2;
  const of = (length: number): CountedLevel => {
    const [from, to] = levels.slice(length);
    const own = <A extends Int32Array | Float64Array>(values: A) => columnOf(values.subarray(from, to));
    const ends =
      length < order ? children.slice(from + 1, to + 1).map(child => child - to) : new Int32Array();
    return { words: own(words), counts: own(counts), ends: columnOf(ends), suffixes: own(suffixes) };
  };
  return { starts: levels, levels: levels.slice(0, -1).map((_, length) => of(length)) };
}
