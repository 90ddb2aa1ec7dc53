/**
 * A model of Yandex's faster-rnnlm. It reads each sentence independently, from `</s>` to `</s>`.
 *
 *     x = E[last word], then for each layer, with h' the previous hidden state (0 before a sentence):
 *     sigmoid, tanh, relu   h = f(V x + W h'); the first layer has no V
 *     gru                   r = σ(Ir x + Wr h' + br), u = σ(Iu x + Wu h' + bu), q = tanh(Iq x + Wq (r h')),
 *                           h = (1 - u) h' + u q; I is the identity if there are no input weights
 *     scrn                  s = (1 - a) (B x) + a s', g = σ(P s + A x + R g'), h = s and g in one vector;
 *                           in the first layer of the fast kind, x itself replaces (B x, A x)
 *     y[n] = O[n] h + direct weights of the history, at n
 *
 * Hierarchical softmax: each inner node of the tree has a softmax over its children. The last child has the
 * score 0, the other children have the scores y. P(word) is the product of the probabilities of the branches
 * on the word's path. Noise-contrastive estimation: P = softmax(y).
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

/** The header of a `.nnet` file: the architecture of the model. */
export interface FasterRnnlmStructure {
  /** Number of hidden units per layer, H. */
  readonly hidden: number;
  readonly layerType: LayerType;
  /** The details of layers of type `scrn`. Undefined for other types. */
  readonly scrn?: Scrn;
  readonly layerCount: number;
  /** Number of direct weights; 0 means no direct connections. */
  readonly direct: number;
  /** Maximum order of the n-grams of the direct connections. */
  readonly directOrder: number;
  /**
   * Whether the model was trained by noise-contrastive estimation. If so, the output is a softmax over all
   * words. If not, it is a tree (hierarchical softmax).
   */
  readonly isNoiseContrastive: boolean;
  /** Number of children of each inner node of the tree. */
  readonly arity: number;
}

/** The size and the variant of structurally constrained layers, such as `scrn40` or `scrnfast40`. */
export interface Scrn {
  /** C, the number of units of the slowly changing context. */
  readonly context: number;
  /** Whether the layers are of the variant `scrnfast`, in which the first layer has no input weights. */
  readonly isFast: boolean;
}

/**
 * The words with their counts: `</s>` first, then the others by descending count. A word has one character
 * per byte.
 */
export interface CountedVocabulary {
  readonly words: readonly string[];
  readonly counts: Float64Array;
}

/**
 * The supported types of hidden layers except scrn: whether each has gates. For layers with gates, also whether they
 * have input weights and biases.
 */
export const layerTypes = {
  sigmoid: { isGated: false },
  tanh: { isGated: false },
  relu: { isGated: false },
  'relu-trunc': { isGated: false },
  gru: { isGated: true, hasInput: false, hasBias: false },
  'gru-bias': { isGated: true, hasInput: false, hasBias: true },
  'gru-insyn': { isGated: true, hasInput: true, hasBias: false },
  'gru-full': { isGated: true, hasInput: true, hasBias: true },
} as const;

export type LayerType = keyof typeof layerTypes | 'scrn';

/** The matrices and vectors of one layer, in the order of the file. */
export interface LayerWeights {
  readonly matrices: readonly Float32Array[];
  readonly vectors: readonly Float32Array[];
}

/**
 * Returns the sizes of the matrices and vectors that a file contains for layer `l`. For gated and scrn
 * layers, the file contains all of them, even those that the layer does not use.
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
