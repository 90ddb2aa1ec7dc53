import type { Nothing } from './channel';

/** The protocol between the extension host and the worker that reads word vectors. */

/** Word vectors that were trained here, or a file of them. */
export type VectorsSource =
  | { readonly kind: 'made'; readonly id: string }
  | { readonly kind: 'file'; readonly uri: string };

export interface VectorsFacts {
  /** Number of words, without the end of a sentence, V. */
  readonly words: number;
  /** Dimensions of a vector, D. */
  readonly size: number;
  /** Whether the number of occurrences of each word is known. */
  readonly hasCounts: boolean;
}

/** A word of a vocabulary, which is in the order of the file, usually the most frequent words first. */
export interface ListedWord {
  readonly id: number;
  readonly word: string;
  /** Number of occurrences in the training text. Missing if it is unknown. */
  readonly count?: number;
}

/** A word, and the cosine of the angle between its vector and another. */
export interface NearWord {
  readonly id: number;
  readonly word: string;
  readonly cosine: number;
}

/** The first of some words that has a vector, by its index, and the words nearest to it. */
export interface LookedUp {
  readonly index: number;
  readonly word: ListedWord;
  readonly near: readonly NearWord[];
}

export interface WordSearch {
  /** Part of the wanted words, in any letter case. Empty: all words. */
  readonly query: string;
  /** The range of the found words to return. */
  readonly from: number;
  readonly count: number;
}

export interface FoundWords {
  /** Number of all words that were found. */
  readonly total: number;
  readonly words: readonly ListedWord[];
}

/** A question for the word that is to `c` as `b` is to `a`. */
export interface AnalogyQuestion {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly count: number;
}

/** The first words of a vocabulary on a plane: their first two principal components. */
export interface VectorMap {
  readonly words: readonly ListedWord[];
  /** The coordinates x, y of each word. [2 N] */
  readonly points: Float32Array;
  /** The cluster of each word, by K-means. [N] */
  readonly clusters: Uint8Array;
  /** The shares of the variance along x and y, from 0 to 1. */
  readonly shares: readonly [number, number];
}

export interface MapParams {
  /** Number of words on the map, the first ones of the vocabulary. */
  readonly count: number;
  readonly clusters: number;
}

type Of<P> = P & { readonly source: VectorsSource };

/** Each request fails with a UserError if the vectors do not exist or are damaged. */
export interface VectorsRequests {
  describe(params: Of<unknown>): VectorsFacts;
  find(params: Of<WordSearch>): FoundWords;
  /** Returns the nearest words of each of the given words. */
  near(params: Of<{ readonly ids: readonly number[]; readonly count: number }>): readonly NearWord[][];
  /**
   * Returns the first of some words that has a vector, and the words nearest to it. Undefined if none has a
   * vector.
   */
  look(params: Of<{ readonly words: readonly string[]; readonly count: number }>): LookedUp | undefined;
  /** Fails with a UserError if a word has no vector. */
  analogy(params: Of<AnalogyQuestion>): readonly NearWord[];
  map(params: Of<MapParams>): VectorMap;
}

/** The worker sends no events. */
export type VectorsEvents = Nothing;
