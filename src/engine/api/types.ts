import type { Gradients, Numbers, ParameterInfo } from './parameters';
import type { Settings } from './settings';
import type { TextStates } from './states';
import type { TextScore } from './textScore';

export type { GradientReport, ParameterCheck } from '../../protocol/gradientReport';
export type { ScoreCounts } from '../../protocol/scoreCounts';
export type { SettingField } from '../configuration/settingField';
export type * from './parameters';
export type * from './states';
export type * from './textScore';

/** A text as a string, or as the bytes of a file in UTF-8 (or UTF-16 with a byte order mark). */
export type Text = string | Uint8Array;

/** The symbols that a network predicts: either those that occur in a text, or the given vocabulary. */
export type Symbols = Text | { readonly vocabulary: readonly string[] };

/** The result of one update. */
export interface TrainingReport {
  /** Number of completed updates, including this one. */
  readonly iteration: number;
  /** Number of passes over the text so far. The current pass counts as a fraction. */
  readonly epoch: number;
  /** Loss before the update, in nats per window, averaged over the streams. */
  readonly loss: number;
  /**
   * Exponential moving average of the losses: 0.999 times the old value plus 0.001 times the new loss, with
   * bias correction (see `core/smoothedLoss.ts`).
   */
  readonly smoothLoss: number;
  readonly learningRate: number;
  /** Norm of all gradients together, before normalisation and clipping. */
  readonly gradientNorm: number;
}

export interface SampleOptions {
  /** Maximum number of tokens of the sample. Default: 200. */
  readonly length?: number;
  /**
   * Values below 1 make likely symbols even more likely; 0 always chooses the most likely symbol. Default: 1,
   * the network's own probabilities.
   */
  readonly temperature?: number;
  /** Draws only from the `topK` most likely symbols. Default: 0, which means all. */
  readonly topK?: number;
  /**
   * Draws only from the smallest set of most likely symbols with at least this total probability. Default: 1,
   * which means all.
   */
  readonly topP?: number;
  /**
   * Seed of the random draws. The same seed gives the same sample. Default: the seed in the network's
   * settings.
   */
  readonly seed?: number;
  /**
   * Text that the network reads before it generates. It is not part of the sample. Without it, the network
   * starts as after a line end.
   */
  readonly prime?: string;
  /** Symbol after which the sample ends, if the symbol occurs before the length is reached. */
  readonly stopAt?: string;
  /** Whether the sample ends at the first end of a sentence. */
  readonly stopAtSentenceEnd?: boolean;
}

/** A recurrent network with its vocabulary. */
export interface Network {
  readonly settings: Readonly<Required<Settings>>;
  /** The symbols that the network knows. The id of a token is its index in this list. */
  readonly vocabulary: readonly string[];
  /** The kernel build with which the network is computed. */
  readonly kernels: 'reference' | 'simd' | 'fma';
  /** Number of updates that the network has received. */
  readonly iteration: number;
  readonly parameters: readonly ParameterInfo[];

  /** Returns a copy of the numbers of the parameter with this name. */
  get(name: string): Numbers;
  set(name: string, values: ArrayLike<number>): void;

  /** Returns the token ids of a text. Leaves out tokens that have no id. */
  encode(text: Text): Int32Array;
  decode(ids: ArrayLike<number>): string;

  /**
   * Returns the loss of a window without dropout, in nats summed over the steps. T + 1 ids make T steps: each
   * id except the first is predicted from those before it. Several streams of equal length form one window;
   * the mean of their losses is returned. Reading starts from the initial state.
   */
  loss(...streams: readonly ArrayLike<number>[]): number;
  /**
   * Returns the loss of a window whose streams start from the states in `start`, one per stream. `read`
   * returns such states.
   */
  loss(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): number;
  /**
   * Returns the loss and its gradients, computed by backpropagation through the T steps. The states from
   * which the streams start count as constants: no error is backpropagated into them.
   */
  gradients(...streams: readonly ArrayLike<number>[]): Gradients;
  gradients(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): Gradients;
  /**
   * Returns the state after reading some ids, starting from the initial state or from `start`. A state is the
   * concatenation of the hidden states of all layers. A layer has H numbers; a layer of an LSTM has 2 H,
   * first h, then c.
   */
  read(ids: ArrayLike<number>, start?: ArrayLike<number>): Float64Array;

  /**
   * Reads a text or ids, and returns the values of the network's units and gates after every token. A text is
   * read as `score` reads it; ids are read from the initial state, as `read` does. `parts`: names of parts, such
   * as `h`, `c`, `i_l1` (a gate of the second layer) or `y`, the probability of every symbol. Default: all states
   * and gates.
   */
  states(source: string | ArrayLike<number>, parts?: readonly string[]): TextStates;

  /**
   * Trains on a text and yields a report after each update. Ends after `training.maxIterations` updates on
   * this text (0: never), or when the caller stops iterating. A second call with the same text continues
   * training. With another text, the weights are kept, but the optimizer state is reset. Throws a
   * UserError if the loss explodes.
   */
  train(text: Text): Generator<TrainingReport, void, undefined>;

  /**
   * Scores `text` after `context`, which is read but not scored. Starts from the hidden states at the point
   * where training stopped.
   */
  score(text: string, context?: string): TextScore;
  sample(options?: SampleOptions): string;

  /** Returns a safetensors file with PyTorch's names and layouts, which `openNetwork` can read. */
  save(): Uint8Array;
}
