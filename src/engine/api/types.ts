import type { Settings } from './settings';

export type { GradientReport, ParameterCheck } from '../../protocol/gradientReport';

/** A text as a string, or as the bytes of a file in UTF-8 (or UTF-16 with a byte order mark). */
export type Text = string | Uint8Array;

/** The symbols that a network predicts: those of a text, or a list. */
export type Symbols = Text | { readonly vocabulary: readonly string[] };

/**
 * A parameter of a network. `get` and `set` use a row-major matrix [rows, columns], where rows are the source
 * units and columns the target units. A bias has one row.
 * V: number of symbols. E: embedding size. H: number of hidden units. D: input size of a layer, which is E (V
 * without an embedding) in the first layer and H above it. G: number of gates.
 *
 * | name        | shape                    | meaning                                                  |
 * |-------------|--------------------------|----------------------------------------------------------|
 * | `embedding` | [V, E]                   | the vector of each symbol, one per row                   |
 * | `Wxh`       | [D, G H]                 | weights from a layer's input                             |
 * | `Whh`       | [H, G H]                 | weights from the hidden units of the previous step       |
 * | `bh`        | [1, G H]                 | bias of the hidden units                                 |
 * | `bhh`       | [1, G H]                 | bias of a GRU's recurrent product                        |
 * | `Wyh`       | [V, H]                   | weights from a Jordan network's last output              |
 * | `Why`, `by` | [H, V], [1, V]           | weights and bias of the output                           |
 *
 * The G gates are adjacent, H columns each: i, f, g, o for an LSTM and r, z, n for a GRU, as in
 * PyTorch. Other cells have G = 1. A saved file also has PyTorch's layout: all matrices except
 * `embedding` are transposed.
 */
export interface ParameterInfo {
  /** `Wxh`, `Whh`, `bh`, `Why`, `by` or `embedding`. From the second layer on with a suffix: `Wxh_l1`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Whether training changes the parameter. */
  readonly learned: boolean;
}

/** The numbers of a row-major matrix: 32-bit, or 64-bit with the kernels `reference`. */
export type Numbers = Float32Array | Float64Array;

export interface Gradients {
  /** Loss in nats, summed over the steps and averaged over the streams. */
  readonly loss: number;
  /** dloss/dparameter by the parameter's name, only for parameters that training changes. */
  readonly gradients: Readonly<Record<string, Numbers>>;
}

/** The result of one update. */
export interface TrainingReport {
  /** Number of completed updates, including this one. */
  readonly iteration: number;
  /** Number of passes over the text, with a fraction. */
  readonly epoch: number;
  /** Loss before the update, in nats per window, averaged over the streams. */
  readonly loss: number;
  /**
   * Exponential moving average of the losses: 0.999 of the old, 0.001 of the new, without an initial value.
   */
  readonly smoothLoss: number;
  readonly learningRate: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
}

/** A token that the network did not predict. */
export interface Surprise {
  readonly text: string;
  /** Range of the token in the concatenation of context and text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** In bits. */
  readonly surprisal: number;
  /** The symbol that the network considered most likely instead. */
  readonly expected?: { readonly text: string; readonly probability: number };
}

/** The score of a text: how well the network predicts it. Results are NaN if no token was scored. */
export interface TextScore {
  readonly tokens: number;
  /**
   * Number of tokens with a probability. The first token is predicted as if a line end came before it; if the
   * vocabulary contains no line end, the first token is not scored.
   */
  readonly scored: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Number of unknown tokens without a probability, because there is no `<unk>` or it has none. */
  readonly leftOut: number;
  /** Number of tokens with probability 0, which are also left out. */
  readonly zeroProbs: number;
  /** Number of sentence ends among the tokens with probability 0. */
  readonly zeroProbEnds: number;
  /** Number of sentence ends among the scored tokens: `</s>` or, for characters, the newline. */
  readonly sentenceEnds: number;
  /** Number of code points that the scored tokens cover. */
  readonly characters: number;
  /** Number of code points that the other tokens cover. */
  readonly charactersLeftOut: number;
  /** Number of characters that were lost when the text was decoded (U+FFFD), in all tokens. */
  readonly unreadable: number;
  /** log10 P, summed over the scored tokens. */
  readonly log10Probability: number;
  readonly perplexity: number;
  /** Perplexity without sentence ends, in both the sum and the count. */
  readonly perplexityWithoutEnds: number;
  /** Perplexity without unknown tokens, in both the sum and the count. */
  readonly perplexityWithoutUnknown: number;
  readonly bitsPerCharacter: number;
  /** The tokens with the highest surprisal. */
  readonly worst: readonly Surprise[];
}

export interface SampleOptions {
  /** Number of tokens. Default: 200. */
  readonly length?: number;
  /** Below 1, likely symbols become more likely; 0 always chooses the most likely symbol. Default: 1. */
  readonly temperature?: number;
  /** Draws from this number of most likely symbols. Default: 0, which means all. */
  readonly topK?: number;
  /**
   * Draws from the smallest set of most likely symbols with at least this total probability.
   * Default: 1, which means all.
   */
  readonly topP?: number;
  /** The same seed gives the same sample. Default: the seed of the settings. */
  readonly seed?: number;
  /** Text that the network reads before it writes; not part of the sample. Default: a line end. */
  readonly prime?: string;
  /** Symbol after which the sample ends, if it occurs before the length is reached. */
  readonly stopAt?: string;
  /** Whether the sample ends at the end of a sentence. */
  readonly stopAtSentenceEnd?: boolean;
}

/** A recurrent network with its vocabulary. */
export interface Network {
  readonly settings: Readonly<Required<Settings>>;
  /** The symbols. The id of a token is its index in this list. */
  readonly vocabulary: readonly string[];
  /** The kernels that compute the network. */
  readonly kernels: 'reference' | 'simd' | 'fma';
  /** Number of updates that the network has received. */
  readonly iteration: number;
  readonly parameters: readonly ParameterInfo[];

  /** Returns a copy of a parameter's numbers. */
  get(name: string): Numbers;
  set(name: string, values: ArrayLike<number>): void;

  /** Returns the ids of a text's tokens, without tokens that have no id. */
  encode(text: Text): Int32Array;
  decode(ids: ArrayLike<number>): string;

  /**
   * Returns the loss of a window without dropout, in nats summed over the steps. T + 1 ids make T steps,
   * where each id is predicted from those before it.
   * Several streams of equal length form one window; their mean loss is returned.
   * Starts from the initial state.
   */
  loss(...streams: readonly ArrayLike<number>[]): number;
  /** Returns the loss of streams that each start from a state that `read` returned. */
  loss(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): number;
  /**
   * Returns the loss and its gradients, computed by backpropagation through the T steps, but not
   * into the starting states.
   */
  gradients(...streams: readonly ArrayLike<number>[]): Gradients;
  gradients(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): Gradients;
  /**
   * Returns the state after some ids, starting from the initial state or from `start`. It concatenates the
   * hidden states of all layers, H numbers each; for an LSTM, c follows h.
   */
  read(ids: ArrayLike<number>, start?: ArrayLike<number>): Float64Array;

  /**
   * Trains on a text and yields a report after each update. Ends after `training.maxIterations` updates on
   * this text (0: never), or when the caller stops iterating.
   * A second call with the same text continues training. Another text starts with a new optimizer state.
   * Throws a UserError if the loss explodes.
   */
  train(text: Text): Generator<TrainingReport, void, undefined>;

  /**
   * Scores `text` after `context`, which is read but not scored. Starts from the hidden
   * states where training stopped.
   */
  score(text: string, context?: string): TextScore;
  sample(options?: SampleOptions): string;

  /** Returns a safetensors file with PyTorch's names and layouts, which `openNetwork` can read. */
  save(): Uint8Array;
}

/** The type, range and default of a setting. */
export type SettingField =
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string }
  | { readonly kind: 'text'; readonly default: string }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      /** Whether the minimum itself is excluded. */
      readonly exclusive?: boolean;
      /** Defaults by optimizer, for a setting that depends on `training.optimizer`. */
      readonly byOptimizer?: Readonly<Record<string, number>>;
    };
