import type { Gradients, Numbers, ParameterInfo } from './parameters';
import type { Settings } from './settings';
import type { TextScore } from './textScore';

export type { GradientReport, ParameterCheck } from '../../protocol/gradientReport';
export type { ScoreCounts } from '../../protocol/scoreCounts';
export type { SettingField } from '../configuration/settingField';
export type * from './parameters';
export type * from './textScore';

/** A text as a string, or as the bytes of a file in UTF-8 (or UTF-16 with a byte order mark). */
export type Text = string | Uint8Array;

/** The symbols that a network predicts: those that occur in a text, or those in a list. */
export type Symbols = Text | { readonly vocabulary: readonly string[] };

/** The result of one update. */
export interface TrainingReport {
  /** Number of completed updates, including this one. */
  readonly iteration: number;
  /** Number of passes over the text so far, including the fraction of the current pass. */
  readonly epoch: number;
  /** Loss before the update, in nats per window, averaged over the streams. */
  readonly loss: number;
  /**
   * Exponential moving average of the losses: 0.999 times the old value plus 0.001 times the new loss,
   * corrected for its start (see `core/smoothedLoss.ts`).
   */
  readonly smoothLoss: number;
  readonly learningRate: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
}

export interface SampleOptions {
  /** Number of tokens. Default: 200. */
  readonly length?: number;
  /**
   * Below 1, likely symbols become even more likely. 0 always chooses the most likely symbol. Default: 1, the
   * network's own probabilities.
   */
  readonly temperature?: number;
  /** Draws only from the `topK` most likely symbols. Default: 0, which means all. */
  readonly topK?: number;
  /**
   * Draws from the smallest set of most likely symbols with at least this total probability.
   * Default: 1, which means all.
   */
  readonly topP?: number;
  /**
   * Seed of the random draws. The same seed gives the same sample. Default: the seed in the network's
   * settings.
   */
  readonly seed?: number;
  /** Text that the network reads before it writes. It is not part of the sample. Default: a line end. */
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

  /** Returns the token ids of a text. Tokens without an id are left out. */
  encode(text: Text): Int32Array;
  decode(ids: ArrayLike<number>): string;

  /**
   * Returns the loss of a window without dropout, in nats summed over the steps. T + 1 ids make T steps: each
   * id except the first is predicted from those before it.
   * Several streams of equal length form one window; the mean of their losses is returned.
   * Starts from the initial state.
   */
  loss(...streams: readonly ArrayLike<number>[]): number;
  /** Returns the loss of streams that start from states returned by `read`, one state for each stream. */
  loss(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): number;
  /**
   * Returns the loss and its gradients, computed by backpropagation through the T steps. The starting states
   * are constants: no error is propagated into them.
   */
  gradients(...streams: readonly ArrayLike<number>[]): Gradients;
  gradients(streams: readonly ArrayLike<number>[], start: readonly ArrayLike<number>[]): Gradients;
  /**
   * Returns the state after some ids, starting from the initial state or from `start`. A state is the
   * concatenation of the hidden states of all layers, H numbers each. A layer of an LSTM has 2 H numbers: h,
   * then c.
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
   * Scores `text` after `context`, which is read but not scored. Starts from the hidden states where training
   * stopped.
   */
  score(text: string, context?: string): TextScore;
  sample(options?: SampleOptions): string;

  /** Returns a safetensors file with PyTorch's names and layouts, which `openNetwork` can read. */
  save(): Uint8Array;
}
