/**
 * A model of Yandex's faster-rnnlm. It reads each sentence independently, from `</s>` to `</s>`.
 *
 *     x = E[last word], then for each layer, with h' the previous hidden state (0 before a sentence):
 *     sigmoid, tanh, relu   h = f(V x + W h'); the first layer has no V
 *     gru                   r = σ(Ir x + Wr h' + br), u = σ(Iu x + Wu h' + bu), q = tanh(Iq x + Wq (r h')),
 *                           h = (1 - u) h' + u q; I is the identity if there are no input weights
 *     scrn                  s = (1 - a) (B x) + a s', g = σ(P s + A x + R g'), h = s and g in one vector; in the
 *                           first layer of the fast kind, x itself takes the place of (B x, A x)
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
 * | B, P, A, R | of `layers` | [C, H], [H - C, C], [H - C, H], [H - C, H - C], for a context s of size C |
 * |        | direct   | [size], hashed: see `features.ts` |
 */
export interface FasterRnnlmModel {
  readonly structure: FasterRnnlmStructure;
  readonly vocabulary: CountedVocabulary;
  readonly embedding: Float32Array;
  readonly output: Float32Array;
  readonly layers: readonly LayerWeights[];
  readonly direct: Float32Array;
}

/** The header of a `.nnet` file. */
export interface FasterRnnlmStructure {
  /** H */
  readonly hidden: number;
  readonly layerType: LayerType;
  /** The sizes of layers of type `scrn`; undefined for other types. */
  readonly scrn?: Scrn;
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

/** A structurally constrained layer, such as `scrn40` or `scrnfast40`. */
export interface Scrn {
  /** C, the number of units of the slow context. */
  readonly context: number;
  /** Whether the first layer has no input weights. */
  readonly isFast: boolean;
}

/** `</s>` first, then words by descending count. A word has one character per byte. */
export interface CountedVocabulary {
  readonly words: readonly string[];
  readonly counts: Float64Array;
}

/**
 * The supported types of hidden layer except scrn, and whether they have input weights and biases of their
 * own.
 */
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

export type LayerType = keyof typeof layerTypes | 'scrn';

/** Matrices and vectors in the order of the file. */
export interface LayerWeights {
  readonly matrices: readonly Float32Array[];
  readonly vectors: readonly Float32Array[];
}

/**
 * The sizes of the matrices and vectors of layer `l` in a file. Gated and scrn layers store all, even those
 * they do not use.
 */
export function sizesOf(
  { hidden: H, layerType, scrn }: Pick<FasterRnnlmStructure, 'hidden' | 'layerType' | 'scrn'>,
  l: number,
): { readonly matrices: readonly number[]; readonly vectors: readonly number[] } {
  if (layerType === 'scrn') {
    const C = scrn?.context ?? 0;
    const G = H - C;
    return { matrices: [C * H, G * C, G * H, G * G], vectors: [C] };
  }
  const [matrices, vectors] = layerTypes[layerType].isGated ? [6, 2] : [l === 0 ? 1 : 2, 0];
  return { matrices: Array(matrices).fill(H * H), vectors: Array(vectors).fill(H) };
}
