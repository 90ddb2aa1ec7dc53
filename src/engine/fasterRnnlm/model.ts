/**
 * A model of Yandex's faster-rnnlm. It reads each sentence independently, from `</s>` to `</s>`.
 *
 *     x = E[last word], then for each layer, with h' the previous hidden state (0 before a sentence):
 *     sigmoid, tanh, relu   h = f(V x + W h'); the first layer has no V
 *     gru                   r = σ(Ir x + Wr h' + br), u = σ(Iu x + Wu h' + bu), q = tanh(Iq x + Wq (r h')),
 *                           h = (1 - u) h' + u q; I is the identity if there are no input weights
 *     y[n] = O[n] h + direct weights of the history, at n
 *
 * Hierarchical softmax: at an inner node of the tree the scores of the children are y, and 0 for the last
 * child. P(word) is the product of the softmaxes along its path. Noise-contrastive estimation: P =
 * softmax(y).
 *
 * | symbol | variable | shape       |
 * |--------|----------|-------------|
 * | E      | embedding | [V, H]     |
 * | O      | output   | [V, H]: words, or the nodes' children except the last |
 * | V, W, I | of `layers` | [H, H] (to, from) |
 * |        | direct   | [size], hashed: see `features.ts` |
 */
export interface FasterRnnlmModel {
  readonly structure: Structure;
  readonly vocabulary: CountedVocabulary;
  readonly embedding: Float32Array;
  readonly output: Float32Array;
  readonly layers: readonly LayerWeights[];
  readonly direct: Float32Array;
}

/** The header of a `.nnet` file. */
export interface Structure {
  /** H */
  readonly hidden: number;
  readonly layerType: LayerType;
  readonly layerCount: number;
  /** Number of direct weights; 0 for none. */
  readonly direct: number;
  /** Order of the longest n-gram of the direct connections. */
  readonly directOrder: number;
  /**
   * Whether it was trained by noise-contrastive estimation. Then the output is a softmax over all words,
   * otherwise a tree.
   */
  readonly isNoiseContrastive: boolean;
  /** Number of children of a node of the tree. */
  readonly arity: number;
}

/** `</s>` first, then words by descending count. A word has one character per byte. */
export interface CountedVocabulary {
  readonly words: readonly string[];
  readonly counts: Float64Array;
}

/** The supported types of hidden layer, and whether they have input weights and biases of their own. */
export const layerTypes = {
  sigmoid: { isGated: false, hasInput: false, hasBias: false },
  tanh: { isGated: false, hasInput: false, hasBias: false },
  relu: { isGated: false, hasInput: false, hasBias: false },
  'relu-trunc': { isGated: false, hasInput: false, hasBias: false },
  gru: { isGated: true, hasInput: false, hasBias: false },
  'gru-bias': { isGated: true, hasInput: false, hasBias: true },
  'gru-insyn': { isGated: true, hasInput: true, hasBias: false },
  'gru-full': { isGated: true, hasInput: true, hasBias: true },
} as const;

export type LayerType = keyof typeof layerTypes;

/** Matrices [H, H] and vectors [H] in the order of the file. */
export interface LayerWeights {
  readonly matrices: readonly Float32Array[];
  readonly vectors: readonly Float32Array[];
}

/**
 * The number of matrices and vectors of layer `l` in a file. A gated layer stores all, even those it does not
 * use.
 */
export function weightsOf(
  type: LayerType,
  l: number,
): { readonly matrices: number; readonly vectors: number } {
  if (layerTypes[type].isGated) return { matrices: 6, vectors: 2 };
  return { matrices: l === 0 ? 1 : 2, vectors: 0 };
}
