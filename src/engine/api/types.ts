import type { Settings } from './settings';

/** A text as a string, or as the bytes of a file in UTF-8 (or UTF-16 with a byte order mark). */
export type Text = string | Uint8Array;

/** The symbols that a network predicts: those of a text, or a list. */
export type Symbols = Text | { readonly vocabulary: readonly string[] };

/**
 * A matrix of numbers in a network, [rows, columns], as `get` and `set` have it: row by row, from the units of the rows to
 * those of the columns. A bias has one row. V symbols, E numbers in a symbol's vector, H hidden units, D = E, or V without
 * an embedding, or H above the first layer:
 *
 * | name        | shape                    | of                                                       |
 * |-------------|--------------------------|----------------------------------------------------------|
 * | `embedding` | [V, E]                   | a symbol's vector in its row                             |
 * | `Wxh`       | [D, G H]                 | the input of a layer                                     |
 * | `Whh`       | [H, G H]                 | the hidden units of the step before                      |
 * | `bh`        | [1, G H]                 | the hidden units                                         |
 * | `bhh`       | [1, G H]                 | a GRU's recurrent product                                |
 * | `Wyh`       | [V, H]                   | a Jordan network's last output                           |
 * | `Why`, `by` | [H, V], [1, V]           | the output                                               |
 *
 * G gates lie side by side, H columns each: an LSTM's in the order i, f, g, o, a GRU's in the order r, z, n; other cells
 * have G = 1. This is PyTorch's order. A saved file has PyTorch's layout as well: the matrices but `embedding` transposed.
 */
export interface ParameterInfo {
  /** `Wxh`, `Whh`, `bh`, `Why`, `by`, `embedding`; from the second layer on with a suffix: `Wxh_l1`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Whether training changes it. */
  readonly learned: boolean;
}

/** Numbers of a matrix, row by row: 32-bit ones, and 64-bit with the kernels `reference`. */
export type Numbers = Float32Array | Float64Array;

export interface Gradients {
  /** Nats summed over the steps, mean over the streams. */
  readonly loss: number;
  /** dloss/dparameter by the name of the parameter; only of those that training changes. */
  readonly gradients: Readonly<Record<string, Numbers>>;
}

/** What an update did. */
export interface TrainingReport {
  /** Completed updates, this one included. */
  readonly iteration: number;
  /** Passes over the text, with a fraction. */
  readonly epoch: number;
  /** Nats summed over the window, mean over the streams, before the update. */
  readonly loss: number;
  /** The exponential average of the losses so far: 0.999 of the old, 0.001 of the new, with no start value. */
  readonly smoothLoss: number;
  readonly learningRate: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
}

/** A token that a network did not foresee. */
export interface Surprise {
  readonly text: string;
  /** Where it begins, in the context and the text together, in UTF-16 units. */
  readonly start: number;
  /** Bits. */
  readonly surprisal: number;
  /** What it held likeliest in its place. */
  readonly expected?: { readonly text: string; readonly probability: number };
}

/** What a network makes of a text. Figures are NaN where nothing was scored. */
export interface TextScore {
  readonly tokens: number;
  /** Tokens that have a probability. A text begins as after a line's end; a network that knows none has no first one. */
  readonly scored: number;
  /** Tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Those of them that have no probability, for want of an `<unk>` that has one. */
  readonly leftOut: number;
  /** Tokens of probability 0, left out as well. */
  readonly zeroProbs: number;
  /** Sentence ends among those. */
  readonly zeroProbEnds: number;
  /** Sentence ends among the scored tokens: `</s>` or, for characters, the newline. */
  readonly sentenceEnds: number;
  /** Code points that the scored tokens cover. */
  readonly characters: number;
  /** log10 P, summed over the scored tokens. */
  readonly log10Probability: number;
  readonly perplexity: number;
  /** Sentence ends left out of the sum and of the count. */
  readonly perplexityWithoutEnds: number;
  /** Unknown tokens left out of the sum and of the count. */
  readonly perplexityWithoutUnknown: number;
  readonly bitsPerCharacter: number;
  /** The tokens that it foresaw least. */
  readonly worst: readonly Surprise[];
}

export interface SampleOptions {
  /** Tokens; 200 unless told. */
  readonly length?: number;
  /** Below 1 the likely gets likelier, 0 leaves only the likeliest; 1 unless told. */
  readonly temperature?: number;
  /** Draws among so many of the likeliest symbols; 0 for all, as unless told. */
  readonly topK?: number;
  /** Draws among the fewest of the likeliest symbols with this share of the probability; 1 for all, as unless told. */
  readonly topP?: number;
  /** The same seed gives the same sample; that of the settings unless told. */
  readonly seed?: number;
  /** What was read before; not part of the sample. A line's end unless told. */
  readonly prime?: string;
  /** Ends with this symbol, if it comes before the length is reached. */
  readonly stopAt?: string;
  /** Ends with the sentence. */
  readonly stopAtSentenceEnd?: boolean;
}

/** A recurrent network with its vocabulary. */
export interface Network {
  readonly settings: Readonly<Required<Settings>>;
  /** Its symbols; a token's id is a place in this list. */
  readonly vocabulary: readonly string[];
  /** Which kernels compute it. */
  readonly kernels: 'reference' | 'simd' | 'fma';
  /** Updates that it was trained for. */
  readonly iteration: number;
  readonly parameters: readonly ParameterInfo[];

  /** A copy of a parameter's numbers. */
  get(name: string): Numbers;
  set(name: string, values: ArrayLike<number>): void;

  /** The ids of a text's tokens; those without an id are left out. */
  encode(text: Text): Int32Array;
  decode(ids: ArrayLike<number>): string;

  /**
   * The loss of a window, without dropout: T + 1 ids of T steps, each id predicted from those before it, in nats summed
   * over the steps; several streams of one length go side by side, and their mean is returned. It begins in the state
   * before any token.
   */
  loss(...streams: readonly ArrayLike<number>[]): number;
  /** The same from other states, one for each stream, as `read` returns them. */
  loss(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): number;
  /** The same with its gradients, by back-propagation through the T steps; none goes back into the starting states. */
  gradients(...streams: readonly ArrayLike<number>[]): Gradients;
  gradients(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): Gradients;
  /**
   * The state after some ids, from the state before any token or from `start`: the hidden states of the layers one after
   * the other, H numbers each, and an LSTM's c behind its h.
   */
  read(ids: ArrayLike<number>, start?: ArrayLike<number>): Float64Array;

  /**
   * Trains on a text, an update for every report that is asked for, until `training.maxIterations` updates are
   * done on it (0: without end) or the caller stops asking. Asked again with the same text, it goes on where it
   * was; another text starts with an empty optimizer. Throws a UserError when the loss explodes.
   */
  train(text: Text): Generator<TrainingReport, void, undefined>;

  /** What it makes of `text` after `context`, which is read and not scored. Reading begins where training stands. */
  score(text: string, context?: string): TextScore;
  sample(options?: SampleOptions): string;

  /** A safetensors file with PyTorch's names and layouts; `openNetwork` reads it. */
  save(): Uint8Array;
}

/** How one parameter's gradient compares with differences of the loss. */
export interface ParameterCheck {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** The largest relative error over its elements. */
  readonly error: number;
  /** Where that is, and the two gradients there. */
  readonly row: number;
  readonly column: number;
  readonly analytic: number;
  readonly numeric: number;
}

export interface GradientReport {
  readonly parameters: readonly ParameterCheck[];
  /** The largest relative error that counts as right. */
  readonly tolerance: number;
  readonly isRight: boolean;
}

/** What a setting may be. */
export type SettingField =
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string }
  | { readonly kind: 'text'; readonly default: string }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      /** The minimum itself is not allowed. */
      readonly exclusive?: boolean;
      /** The default of each optimizer, for a setting that follows `training.optimizer`. */
      readonly byOptimizer?: Readonly<Record<string, number>>;
    };
