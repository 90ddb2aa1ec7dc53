import { RnnlmModule } from '../../kernels/rnnlm/rnnlmModule';

/**
 * A model of T. Mikolov's RNNLM toolkit 0.4: "Recurrent neural network based language model" (Interspeech
 * 2010), "Extensions of recurrent neural network language model" (ICASSP 2011), "Strategies for training
 * large scale neural network language models" (ASRU 2011). In this folder, "the C tool" is that toolkit's
 * program `rnnlm`.
 *
 *     h = σ(U[w] + W h')        hidden layer, from the last word w and the previous hidden layer h'
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
  readonly structure: RnnlmStructure;
  progress: RnnlmProgress;
  readonly vocabulary: RnnlmVocabulary;
  /** The module that computes the network. Its memory contains all weights except the direct ones. */
  readonly module: RnnlmModule;
  readonly weights: Weights;
  /** The hidden layer at the time when the model was saved, [H]. Scoring starts from it. */
  readonly hidden: RnnlmNumbers;
  readonly precision: Precision;
}

/** The architecture of a network and the options for training it that a model file stores. */
export interface RnnlmStructure {
  readonly binary: boolean;
  readonly hidden: number;
  /** Number of units of the compression layer; 0 means no such layer. */
  readonly compression: number;
  readonly classes: number;
  /**
   * Whether each class has about the same share of the words' total frequency. If false, each has the same
   * share of the total √frequency.
   */
  readonly oldClasses: boolean;
  /** Number of weights of the direct connections; 0 means no direct connections. */
  readonly direct: number;
  /** Length n of the longest n-grams of the direct connections. They contain n - 1 words of history. */
  readonly directOrder: number;
  /**
   * Number of steps to backpropagate, as stored in the file: one more than the user requested. 0 and 1 mean
   * no backpropagation through time.
   */
  readonly bptt: number;
  /** Number of words between two backward passes through time. */
  readonly bpttBlock: number;
  /** Whether the hidden layer is reset after every sentence. */
  readonly independent: boolean;
}

/** The progress of training, which the model file contains. */
export interface RnnlmProgress {
  readonly trainFile: string;
  readonly validFile: string;
  /** log10 probability of the validation text after the last epoch. */
  readonly validLogProb: number;
  readonly epochs: number;
  /** Number of words of the current epoch that the network has read. */
  readonly position: number;
  /** The log10 probability of the words of the current epoch read so far. */
  readonly trainLogProb: number;
  /** Number of words between two saves; 0 means one save per epoch. */
  readonly saveEvery: number;
  readonly trainWords: number;
  readonly startingRate: number;
  readonly rate: number;
  /**
   * Whether the learning rate is halved after every epoch, because the validation text no longer improved
   * enough.
   */
  readonly halving: boolean;
}

/**
 * The words: `</s>` first, then by descending frequency. The words are not decoded: each character stands for
 * one byte of a word.
 */
export interface RnnlmVocabulary {
  readonly words: readonly string[];
  readonly counts: Int32Array;
  /** The class of each word, [V]. */
  readonly classOf: Int32Array;
  /** The first word of each class, [C + 1]: class c has the words `firsts[c]` to `firsts[c + 1] - 1`. */
  readonly firsts: Int32Array;
}

/**
 * The floating-point type of the weights. In the C tool, it is chosen when the tool is compiled. In single
 * precision, small changes such as weight decay can be lost to rounding.
 */
export type Precision = 'single' | 'double';
export type RnnlmNumbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The weights of a network. The comment on `RnnlmModel` gives their shapes. */
export interface Weights {
  readonly input: RnnlmNumbers;
  readonly recurrent: RnnlmNumbers;
  readonly compression: RnnlmNumbers;
  readonly output: RnnlmNumbers;
  readonly direct: RnnlmNumbers;
}

/** Returns an array of `count` zeros, in the given precision. */
export function numbers(precision: Precision, count: number): RnnlmNumbers {
  return precision === 'single' ? new Float32Array(count) : new Float64Array(count);
}

/**
 * Returns a function that rounds numbers to the precision of the array's elements, as the C tool's arithmetic
 * does.
 */
export function roundingOf(array: RnnlmNumbers): (x: number) => number {
  return array instanceof Float32Array ? Math.fround : exact;
}

function exact(x: number): number {
  return x;
}

/** Returns the number of weights in each array of `Weights`. */
export function weightCounts({ hidden: H, compression: K, classes: C, direct }: RnnlmStructure, V: number) {
  return {
    input: V * H,
    recurrent: H * H,
    compression: K * H,
    output: (V + C) * (K || H),
    direct,
  } satisfies Record<keyof Weights, number>;
}

/** Returns whether errors are backpropagated through more than one step. */
export function usesSteps({ bptt }: RnnlmStructure): boolean {
  return bptt > 1;
}

/** Returns a network with V words. All weights are 0. */
export function emptyNetwork(structure: RnnlmStructure, V: number, precision: Precision) {
  const { hidden, compression, classes, bptt, bpttBlock } = structure;
  const keptSteps = usesSteps(structure) ? bptt + bpttBlock : 0;
  const module = new RnnlmModule(precision === 'single' ? 4 : 8, {
    ...{ hidden, compression, words: V, classes },
    ...{ keptSteps, steps: Math.max(0, keptSteps - 2) },
  });
  const weights: Weights = {
    input: module.view('input'),
    recurrent: module.view('recurrent'),
    compression: module.view('compression'),
    output: module.view('output'),
    direct: numbers(precision, structure.direct),
  };
  return { structure, module, weights, hidden: numbers(precision, hidden), precision };
}

/**
 * Visits the weights U and W in the order in which the C tool draws and stores them. For each hidden unit,
 * the weights from all words come first, then those from all hidden units of the previous step.
 */
export function visitInputWeights(
  { input, recurrent }: Weights,
  H: number,
  visit: (array: RnnlmNumbers, index: number) => void,
): void {
  const V = input.length / H;
  for (let to = 0; to < H; to++) {
    for (let word = 0; word < V; word++) visit(input, word * H + to);
    for (let from = 0; from < H; from++) visit(recurrent, to * H + from);
  }
}
