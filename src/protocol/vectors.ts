import type { ModelReference } from './modelReference';

/**
 * The matrices of a network with a vector per token. `embedding`: the vectors that the lowest layer reads;
 * `input`: the weights from each token to the lowest layer (Wxh); `output`: the weights to each token (Why).
 */
export const tokenMatrixKinds = ['embedding', 'input', 'output'] as const;
export type TokenMatrixKind = (typeof tokenMatrixKinds)[number];

/** The vectors of tokens that a network has. `hidden`: the mean of the hidden states after a token in a text. */
export const tokenVectorKinds = [...tokenMatrixKinds, 'hidden'] as const;
export type TokenVectorKind = (typeof tokenVectorKinds)[number];

/**
 * A source of word vectors: the id of vectors that the extension has trained, the URI of a file, or the vectors
 * of a language model. `of`: which of its vectors; absent means the first ones that it has.
 */
export type VectorsSource =
  | { readonly kind: 'made'; readonly id: string }
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'model'; readonly reference: ModelReference; readonly of?: TokenVectorKind };

/** The vectors that a language model has, and which of them are shown. */
export interface ModelVectors {
  readonly kinds: readonly TokenVectorKind[];
  readonly of: TokenVectorKind;
  /** For mean hidden states: number of tokens of the training text after which they were read. */
  readonly tokens?: number;
}

export interface VectorsFacts {
  /** Number of words, V. The end-of-sentence symbol is not counted. */
  readonly words: number;
  /** Number of components of a vector, D. */
  readonly size: number;
  /** Whether it is known how often each word occurs in the training text. */
  readonly hasCounts: boolean;
  /** For a language model. */
  readonly model?: ModelVectors;
}

/**
 * A word of a vocabulary. `id` is its index in the vocabulary, which is in the order of the file: usually,
 * frequent words come first.
 */
export interface ListedWord {
  readonly id: number;
  readonly word: string;
  /**
   * Number of occurrences in the training text. Missing if the file of the vectors does not contain the
   * counts.
   */
  readonly count?: number;
}

/**
 * A word that is near a given vector, and the cosine of the angle between this vector and the word's vector.
 */
export interface NearWord {
  readonly id: number;
  readonly word: string;
  readonly cosine: number;
}

/**
 * The answer to `look`: a requested word, and the words that are nearest to it. `index` is the position of the word
 * among the requested words.
 */
export interface LookedUp {
  readonly index: number;
  /** Without `id`, the word has no vector of its own; the nearest words are those by the vectors of its parts. */
  readonly word: Omit<ListedWord, 'id'> & Partial<Pick<ListedWord, 'id'>>;
  readonly near: readonly NearWord[];
}

export interface WordSearch {
  /**
   * A part of the words to find. Upper and lower case are not distinguished. An empty text finds all words.
   */
  readonly query: string;
  /** The part of the found words to return: `count` words from index `from` on. */
  readonly from: number;
  readonly count: number;
}

export interface FoundWords {
  /** Number of all found words. `words` contains only the requested part of them. */
  readonly total: number;
  readonly words: readonly ListedWord[];
}

/** A question for the word that is to `c` as `b` is to `a`. The answer contains `count` words. */
export interface AnalogyQuestion {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly count: number;
}

/**
 * How words are placed on a map. `principal`: by the first two principal components of their vectors. `umap`: by
 * UMAP (McInnes, Healy and Melville 2018), which keeps near words together.
 */
export const mapLayouts = ['principal', 'umap'] as const;
export type MapLayout = (typeof mapLayouts)[number];

/** A map of the first N words of the vocabulary. */
export interface VectorMap {
  readonly words: readonly ListedWord[];
  /** The coordinates of the words: x and y of the first word, x and y of the second word, and so on. [2 N] */
  readonly points: Float32Array;
  /** The index of the cluster of each word. K-means computes the clusters. [N] */
  readonly clusters: Uint8Array;
  /** For principal components: the fractions of the total variance along x and along y, from 0 to 1. */
  readonly shares?: readonly [number, number];
}

/** A place of a word in a text. */
export interface WordPlace {
  /** The index of the line and of the UTF-16 unit in the line at which the word begins. */
  readonly line: number;
  readonly column: number;
  /** The text of the word, and a few characters of the same line before and after it. */
  readonly word: string;
  readonly before: string;
  readonly after: string;
}

/** The first places of a word. `isComplete`: whether these are all. */
export interface WordPlaces {
  readonly text: string;
  readonly places: readonly WordPlace[];
  readonly isComplete: boolean;
}

export interface MapParams {
  /** Number of words on the map. The map contains the first words of the vocabulary. */
  readonly count: number;
  readonly clusters: number;
  readonly layout: MapLayout;
}

type Of<P> = P & { readonly source: VectorsSource };

/**
 * The requests of the extension host to the worker that reads word vectors. Each request fails with a
 * UserError if the vectors do not exist or are damaged.
 */
export interface VectorsRequests {
  describe(params: Of<unknown>): VectorsFacts;
  /** Closes the vectors, so that the next request reads their file again. */
  forget(params: Of<unknown>): void;
  find(params: Of<WordSearch>): FoundWords;
  /** Returns the `count` nearest words for each of the given words, in the same order. */
  near(params: Of<{ readonly ids: readonly number[]; readonly count: number }>): readonly NearWord[][];
  /**
   * Returns the first of `words` that has a vector, and the `count` words nearest to it. If none has, returns the
   * first that consists of letters and whose parts have vectors. Undefined if there is none.
   */
  look(params: Of<{ readonly words: readonly string[]; readonly count: number }>): LookedUp | undefined;
  /**
   * Returns the words whose vectors are nearest to b - a + c, without the three words themselves. Fails with
   * a UserError if one of the three words has no vector.
   */
  analogy(params: Of<AnalogyQuestion>): readonly NearWord[];
  /** Sends `mapProgress` while it computes. */
  map(params: Of<MapParams>): VectorMap;
  /**
   * Returns the words nearest to a word without a vector, by the vectors of its parts. Undefined if the vectors
   * have no parts, or not these.
   */
  unseen(params: Of<{ readonly word: string; readonly count: number }>): readonly NearWord[] | undefined;
  /** Returns the first places of a word in the training text. Undefined if the text is not known. */
  places(params: Of<{ readonly word: string; readonly count: number }>): WordPlaces | undefined;
}

/** The events of the worker to the extension host. */
export interface VectorsEvents {
  /** The completed share of a map that is being computed, from 0 to 1. */
  mapProgress: Of<{ readonly share: number }>;
}
