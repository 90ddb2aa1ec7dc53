import type { SubwordOptions } from '../subwords';

/** The options of word2vec. */
export interface Word2vecOptions {
  /** Number of elements of a word vector, D. */
  readonly size: number;
  /** Maximum number of words of the context on each side of a word. */
  readonly window: number;
  /**
   * Threshold for frequent words: occurrences of words with a larger share of the text are left out at
   * random. 0 means none.
   */
  readonly sample: number;
  /** Number of random words for negative sampling; 0 means no negative sampling. */
  readonly negative: number;
  /** Whether to use hierarchical softmax: words are predicted by their paths in a Huffman tree. */
  readonly hierarchical: boolean;
  /**
   * Whether to train CBOW, in which the context predicts the word. If false, trains skip-gram, in which each
   * context word is paired with the word.
   */
  readonly cbow: boolean;
  /** The initial learning rate. */
  readonly alpha: number;
  /** Number of passes over the text. */
  readonly iterations: number;
  /** Which parts of words get vectors, too. Absent: none. Not in exact mode. */
  readonly subwords?: SubwordOptions;
}
