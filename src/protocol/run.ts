/** The records of a training run, which the store saves and the views show. */
import type { LesionNote } from './lesion';
import type { PlannedChange } from './liveSettings';
import type { Message } from './message';

export type SettingValue = string | number | boolean;

/**
 * Settings in one flat object. The keys are the VS Code names without the prefix `elman.`, such as
 * `model.hidden`.
 */
export type RunSettings = Readonly<Record<string, SettingValue>>;

export type KernelBuild = 'reference' | 'simd' | 'fma';

/**
 * A change of the kernel build, made when a run was resumed on a machine that cannot run the previous build.
 * From the update of `iteration` on, the results come from build `to`.
 */
export interface KernelChange {
  readonly iteration: number;
  readonly from: KernelBuild;
  readonly to: KernelBuild;
}

/** A change of the total number of iterations to `to`, made at `iteration` to train the run further. */
export interface Extension {
  readonly iteration: number;
  readonly from: number;
  readonly to: number;
}

/**
 * `interrupted` is never stored: a stored `running` run is reported as interrupted if no worker trains it.
 */
export type RunState = 'running' | 'paused' | 'stopped' | 'done' | 'failed' | 'interrupted';

export interface RunText {
  /** The name of the text that users see: a file's base name or an untitled document's title. */
  readonly name: string;
  /** URI of the original text. The run has its own copy and does not need the original. */
  readonly uri: string;
  /** SHA-256 of the UTF-8 bytes, in hexadecimal: the key of the stored copy. */
  readonly fingerprint: string;
  readonly bytes: number;
  /** Number of tokens of the text. For a validation text, without those that were left out. */
  readonly tokens: number;
  /** For a validation text, the number of tokens outside the vocabulary. Missing in older runs. */
  readonly unknown?: number;
  /**
   * Number of unknown tokens without an id, because the vocabulary has no `<unk>`. They are not included in
   * `tokens`.
   */
  readonly leftOut?: number;
}

/** The loss of a model on the validation text. */
export interface Validation {
  readonly iteration: number;
  /** Mean loss in nats per token. */
  readonly loss: number;
  /**
   * Standard error of the mean, computed from the means of segments of the text. Missing if there is only one
   * segment.
   */
  readonly error?: number;
  /** Share of correct labels, or of correct symbols of targets. Missing for a language model. */
  readonly accuracy?: number;
  /** Mean of the F1 scores of all labels, if the run trains a classifier or a tagger. */
  readonly macroF1?: number;
  /** Share of targets that are written without an error, if the run trains on pairs of sources and targets. */
  readonly exact?: number;
}

/** What a network assigns labels to: a whole text, or each of its tokens. */
export type LabelTask = 'classify' | 'tag';

/** What the networks of an experiment learn, if not the next token: labels, or each token from the tokens on both sides. */
export type ExperimentTask = LabelTask | 'cloze';

/** What a training can be started for, besides a language model. */
export type TrainTask = ExperimentTask | 'translate';

/** A figure of a validation besides its loss. */
export type ValidationFigure = 'accuracy' | 'macroF1' | 'exact';

/** Labels that users can change at any time. In a change, a missing field leaves that label unchanged. */
export interface Labels {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly starred?: boolean;
  /** The user's note on the run. May have several lines; empty if the user removed it. */
  readonly note?: string;
}

/** The names by which users distinguish a run from all other runs. See `common/runNames.ts`. */
export interface RunName {
  /** Unique among the runs on the same text: `elman tanh 100`. */
  readonly short: string;
  /** Unique among all runs: `elman tanh 100 · english.txt`. */
  readonly full: string;
}

/** A phase of a training: a number of passes over the tokens [from, to) of the training text. */
export interface RunPhase {
  readonly from: number;
  readonly to: number;
  readonly epochs: number;
  /**
   * Interval, in tokens, at which the hidden state is cleared: `3-4` for 3 or 4 tokens, drawn at random each
   * time.
   */
  readonly resetEvery?: string;
}

/**
 * Why a run failed: its loss is not a number, its loss is far too large, or a reason that does not depend on its
 * settings, such as a full disk.
 */
export type FailureKind = 'notFinite' | 'exploded' | 'other';

/** The reason why a run failed, as data and as a message for users. */
export interface RunFailure extends Message {
  readonly kind: FailureKind;
}

export interface RunRecord extends Labels {
  readonly version: 1;
  readonly id: string;
  /** The name given by the user or program that started the run. Users see `shown` instead. */
  readonly name: string;
  /** The name that users see. Never stored. Missing if the other runs are not known. */
  readonly shown?: RunName;
  /** Time in ISO 8601, UTC. */
  readonly createdAt: string;
  readonly state: RunState;
  /** The reason why the run failed. Present only in the states `failed` and `interrupted`. */
  readonly failure?: RunFailure;
  readonly settings: RunSettings;
  readonly text: RunText;
  /** The validation text, if it is a separate file. */
  readonly validationText?: RunText;
  /** The last validation and the best one. The store keeps the weights of the best validation. */
  readonly validation?: { readonly last: Validation; readonly best: Validation };
  /** Number of distinct symbols, V. */
  readonly vocabulary: number;
  /** What the network labels, and the number of distinct labels. Missing for a language model. */
  readonly labelling?: { readonly task: LabelTask; readonly count: number };
  /** The number of distinct symbols of the targets, if the network writes targets for sources. */
  readonly translation?: { readonly symbols: number };
  /** What the network predicts, if not the next token: `cloze`, each token from the tokens on both sides. */
  readonly task?: 'cloze';
  /** The kernel build with which the run currently trains. */
  readonly kernels: KernelBuild;
  /** The changes of the kernel build. Missing if there were none. */
  readonly kernelChanges?: readonly KernelChange[];
  /** The occasions on which the run was trained further than first planned. Missing if there were none. */
  readonly extensions?: readonly Extension[];
  /** Number of completed updates. */
  readonly iteration: number;
  /**
   * The smoothed loss in nats per window of `training.sequenceLength` tokens. `smoothedLoss.ts` defines it.
   */
  readonly smoothLoss: number;
  /**
   * The first iteration whose stored metrics contain the bias-corrected average of `smoothedLoss.ts`. Earlier
   * rows were written by an older version and contain min-char-rnn's average, which is converted when they
   * are read. Missing in `run.json` if the older version wrote all rows.
   */
  readonly averagedFrom?: number;
  /** The lowest smoothed loss so far. Missing in older runs. */
  readonly bestLoss?: number;
  /** The current learning rate before the schedule scales it. */
  readonly learningRate: number;
  /**
   * The current values of the settings `training.gradientClip` and `snapshot.interval` if they were changed
   * during training. Missing while they equal the values in `settings`.
   */
  readonly gradientClip?: number;
  readonly snapshotInterval?: number;
  readonly tokensPerSecond: number;
  /** Progress of the current validation, in tokens. Never stored. */
  readonly validating?: { readonly done: number; readonly tokens: number };
  /** Duration of the last validation in milliseconds. Never stored. */
  readonly validationTime?: number;
  /** Whether the run comes from the run file of another person. */
  readonly imported?: boolean;
  /** Milliseconds of training, without pauses. */
  readonly elapsed: number;
  /** Changes of settings that were scheduled when the run was started. */
  readonly plan?: readonly PlannedChange[];
  /**
   * The lesion with which the run trains: it started from the weights of a lesioned model. Its checkpoints contain
   * the list of the lesion's parts. Missing for other runs.
   */
  readonly lesion?: LesionNote;
  /** The phases of the training. Missing if every pass reads the whole text. */
  readonly phases?: readonly RunPhase[];
  /**
   * Whether another window or program has the run open. Then only that window or program can train it. Never
   * stored.
   */
  readonly elsewhere?: boolean;
}

/**
 * Metrics as a table: `values[row * columns.length + column]`. The columns are `iteration`, `tokens`,
 * `epoch`, `loss`, `smoothLoss` (nats per window), `learningRate`, `tokensPerSecond`, `elapsed` (ms), `norm`
 * (global gradient norm before clipping), `clipped` (share of the gradients' elements that clipping changed;
 * missing in older runs), `minCharRnnLoss` (the smoothed loss as min-char-rnn prints it, only for
 * min-char-rnn runs), one `norm.<parameter>` for every learned parameter, and one `radius.<matrix>` for every
 * recurrent matrix, such as `radius.Whh` and `radius.Whh_l1.f`: its largest absolute eigenvalue before the update.
 * It is measured with the samples and NaN in other rows, exact up to 48 units and estimated above.
 * With a validation text there are also `validationLoss` and `validationError`, in nats per window, for the
 * weights before the update. They are NaN in rows without a validation.
 */
export interface MetricsBlock {
  readonly columns: readonly string[];
  readonly values: Float64Array;
}

/** Statistics of the hidden activations of a layer over a window. */
export interface Activations {
  /** Lower and upper end of the histogram, which is divided into bins of equal width. */
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  /**
   * Fraction of values, from 0 to 1, at which the slope of the activation function is so low that almost no
   * gradient passes: a value h with |h| > 0.975 for tanh, or h = 0 for ReLU.
   */
  readonly saturated: number;
  /** Fraction of units, from 0 to 1, that are saturated in every step of the window. */
  readonly dead: number;
}

export interface Sample {
  readonly iteration: number;
  readonly text: string;
  /**
   * Gradient flow over a window: the mean norm of dL_t/dh_{t-k}. `flow[layer][k]`, where layer 0 is the
   * lowest and k is the lag in steps. Missing in samples that a user requested.
   */
  readonly flow?: readonly (readonly number[])[];
  /** One entry per layer, lowest first. Missing in samples that a user requested. */
  readonly activations?: readonly Activations[];
}
