/** A token of a text. `start` and `end` are its positions in the document, in UTF-16 units. */
export interface PlacedToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The states to show: those of a layer (default: the top layer), in a plane of two principal components. */
export interface PlaneChoice {
  readonly layer?: number;
  /** Number of components before the two that are shown. Default: 0. */
  readonly skipped?: number;
}

/** The hidden states after the tokens of a text, projected onto two of their principal components. */
export interface StateTrajectories {
  /** Number of layers of the network, the layer that was read, and its number of units. */
  readonly layers: number;
  readonly layer: number;
  readonly size: number;
  readonly tokens: readonly PlacedToken[];
  /** For each token, the number of its line, from 0. Each line is one trajectory. */
  readonly lines: readonly number[];
  /** The coordinates x, y of the state after each token. [2 N] */
  readonly points: Float64Array;
  /** The shares of the states' variance along the axes x and y, from 0 to 1. */
  readonly shares: readonly [number, number];
  /**
   * The cosine of the states after the k-th token of the first and of the second line, for each k that both lines have.
   * Empty if there is only one line.
   */
  readonly similarities: readonly number[];
  /** Whether the text has more tokens than were read. */
  readonly isCut: boolean;
}

/** A step of a clustering, as in scipy: the numbers of the joined clusters, the height, and the number of words. */
export type ClusterStep = readonly [a: number, b: number, height: number, size: number];

/** The clustering of the mean hidden states after the most frequent words of a text, by average linkage. */
export interface StateClusters {
  readonly words: readonly string[];
  /** Number of occurrences of each word in the part of the text that was read. */
  readonly counts: readonly number[];
  readonly steps: readonly ClusterStep[];
  /** The indices of the words in the order in which the dendrogram shows them. */
  readonly order: readonly number[];
  /** Number of tokens that were read. */
  readonly read: number;
}
