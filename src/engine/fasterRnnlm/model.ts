/**
 * A model of Yandex's faster-rnnlm, which reads each sentence for itself, from `</s>` to `</s>`.
 *
 *     x = E[last word], then layer by layer, from h = 0 before a sentence, with h' before the word:
 *     sigmoid, tanh, relu   h = f(V x + W h'); the first layer has no V
 *     gru                   r = σ(Ir x + Wr h' + br), u = σ(Iu x + Wu h' + bu), q = tanh(Iq x + Wq (r h')),
 *                           h = (1 - u) h' + u q; without input weights I is the identity
 *     y[n] = O[n] h + direct weights of the history, at n
 *
 * Hierarchical softmax: at an inner node of the tree the children's scores are y, and 0 for the last one; P(word) is the
 * product of their softmax along its path. Noise-contrastive estimation: P = softmax(y).
 *
 * | symbol | variable | shape       |
 * |--------|----------|-------------|
 * | E      | embedding | [V, H]     |
 * | O      | output   | [V, H]: words, or the nodes' children but for the last |
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

/** What the head of a `.nnet` file says. */
export interface Structure {
  /** H */
  readonly hidden: number;
  readonly layerType: LayerType;
  readonly layerCount: number;
  /** Size of the hash, 0 for none. */
  readonly direct: number;
  /** The longest n-gram of the direct connections. */
  readonly directOrder: number;
  /** Whether it learned from noise, and the output is a softmax over all words; else a tree. */
  readonly isNoiseContrastive: boolean;
  /** Children of a node of the tree. */
  readonly arity: number;
}

/** `</s>` first, then by falling count; a word is its bytes, one character each. */
export interface CountedVocabulary {
  readonly words: readonly string[];
  readonly counts: Float64Array;
}

/** The hidden layers that can be read; whether they have input weights of their own and biases. */
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

/** How many matrices and vectors layer `l` has in a file: a gated one has all, whether it uses them or not. */
export function weightsOf(
  type: LayerType,
  l: number,
): { readonly matrices: number; readonly vectors: number } {
  if (layerTypes[type].isGated) return { matrices: 6, vectors: 2 };
  return { matrices: l === 0 ? 1 : 2, vectors: 0 };
}
