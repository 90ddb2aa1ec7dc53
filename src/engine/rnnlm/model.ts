/**
 * A model of T. Mikolov's RNNLM toolkit 0.4: "Recurrent neural network based language model" (Interspeech 2010),
 * "Extensions of recurrent neural network language model" (ICASSP 2011), "Strategies for training large scale
 * neural network language models" (ASRU 2011).
 *
 *     h = σ(U[w] + W h')        hidden layer, from the last word w and the hidden layer before, h'
 *     g = σ(K h)                compression layer; without one, g = h
 *     P(class) = softmax(C g + direct features of the history)
 *     P(word | class) = softmax over the class's words (O g + direct features of history and class)
 *     P(word) = P(class) P(word | class)
 *
 * | symbol | variable    | shape          |
 * |--------|-------------|----------------|
 * | U      | input       | [V, H]         |
 * | W      | recurrent   | [H, H] (to, from) |
 * | K      | compression | [K, H]         |
 * | O, C   | output      | [V + C, H or K], words first |
 * |        | direct      | [size]         |
 */
export interface RnnlmModel {
  readonly structure: Structure;
  progress: Progress;
  readonly vocabulary: RnnlmVocabulary;
  readonly weights: Weights;
  /** The hidden layer as it was when the model was saved, [H]: a text is read on from there. */
  readonly hidden: Numbers;
  readonly precision: Precision;
}

/** What a network is made of and how it is trained; a file keeps it. */
export interface Structure {
  readonly binary: boolean;
  readonly hidden: number;
  /** Units of the compression layer, 0 for none. */
  readonly compression: number;
  readonly classes: number;
  /** Classes by cumulative frequency instead of its square root. */
  readonly oldClasses: boolean;
  /** Size of the hash of direct connections, 0 for none. */
  readonly direct: number;
  /** The longest feature: n uses n - 1 words of history. */
  readonly directOrder: number;
  /** Steps back in time as the file has them: one more than were asked for; 0 or 1 is plain back-propagation. */
  readonly bptt: number;
  /** Words between two times that the error is sent back. */
  readonly bpttBlock: number;
  /** Whether every sentence starts anew. */
  readonly independent: boolean;
}

/** How far training has come. */
export interface Progress {
  readonly trainFile: string;
  readonly validFile: string;
  /** log10 probability of the validation text in the last epoch. */
  readonly validLogProb: number;
  readonly epochs: number;
  /** Words of the present epoch that were learned. */
  readonly position: number;
  /** Their log10 probability. */
  readonly trainLogProb: number;
  /** Words between two saves, 0 for one save an epoch. */
  readonly saveEvery: number;
  readonly trainWords: number;
  readonly startingRate: number;
  readonly rate: number;
  /** Whether the rate is halved every epoch. */
  readonly halving: boolean;
}

/** Words by frequency, `</s>` first; a word is its bytes, one character each. */
export interface RnnlmVocabulary {
  readonly words: readonly string[];
  readonly counts: Int32Array;
  /** [V] */
  readonly classOf: Int32Array;
  /** The words of class c are those from `firsts[c]` up to `firsts[c + 1]`, [C + 1]. */
  readonly firsts: Int32Array;
}

/** The original is compiled for one of them; what is lost in single precision it loses, such as decay. */
export type Precision = 'single' | 'double';
export type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export interface Weights {
  readonly input: Numbers;
  readonly recurrent: Numbers;
  readonly compression: Numbers;
  readonly output: Numbers;
  readonly direct: Numbers;
}

/** `count` zeros. */
export function numbers(precision: Precision, count: number): Numbers {
  return precision === 'single' ? new Float32Array(count) : new Float64Array(count);
}

/** Of every kind as many as the structure asks for. */
export function weightCounts({ hidden: H, compression: K, classes: C, direct }: Structure, V: number) {
  return {
    input: V * H,
    recurrent: H * H,
    compression: K * H,
    output: (V + C) * (K || H),
    direct,
  } satisfies Record<keyof Weights, number>;
}

export function emptyWeights(structure: Structure, V: number, precision: Precision): Weights {
  const counts = weightCounts(structure, V);
  return {
    input: numbers(precision, counts.input),
    recurrent: numbers(precision, counts.recurrent),
    compression: numbers(precision, counts.compression),
    output: numbers(precision, counts.output),
    direct: numbers(precision, counts.direct),
  };
}

/**
 * Visits U and W in the order in which the original draws and stores them: for each hidden unit what it gets
 * from all words, then what it gets from all hidden units.
 */
export function visitInputWeights(
  { input, recurrent }: Weights,
  H: number,
  visit: (array: Numbers, index: number) => void,
): void {
  const V = input.length / H;
  for (let to = 0; to < H; to++) {
    for (let word = 0; word < V; word++) visit(input, word * H + to);
    for (let from = 0; from < H; from++) visit(recurrent, to * H + from);
  }
}
