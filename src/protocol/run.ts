/** The records of a training run, which the store saves and the views show. */
import type { LiveSetting, PlannedChange } from './liveSettings';
import type { Message } from './message';

export type SettingValue = string | number | boolean;

/** Flat, keyed by the VS Code setting names without the prefix `elman.`: `model.hidden`, `training.seed`. */
export type RunSettings = Readonly<Record<string, SettingValue>>;

export type KernelBuild = 'reference' | 'simd' | 'fma';

/**
 * A run was resumed on a machine that lacks its kernel build. From the update of `iteration` on, results come
 * from build `to`.
 */
export interface KernelChange {
  readonly iteration: number;
  readonly from: KernelBuild;
  readonly to: KernelBuild;
}

/** At `iteration`, the total number of iterations was changed to `to`, and the run trained further. */
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
  /** The name shown to users: a file's base name or an untitled document's title. */
  readonly name: string;
  /** URI of the original text. The run has its own copy and does not need the original. */
  readonly uri: string;
  /** SHA-256 of the UTF-8 bytes, in hexadecimal: the key of the stored copy. */
  readonly fingerprint: string;
  readonly bytes: number;
  /** Number of tokens that the model reads. */
  readonly tokens: number;
  /** For a validation text, the number of tokens outside the vocabulary. Missing in older runs. */
  readonly unknown?: number;
  /**
   * Number of those tokens without an id, because the model has no `<unk>`. They are not counted in `tokens`.
   */
  readonly leftOut?: number;
}

/** The loss of a model on the validation text. */
export interface Validation {
  readonly iteration: number;
  /** Mean, in nats per token. */
  readonly loss: number;
  /**
   * Standard error of the mean, computed from the means of segments of the text. Missing if there is only one
   * segment.
   */
  readonly error?: number;
}

/** Labels that users can change at any time. A missing field leaves the label unchanged. */
export interface Labels {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly starred?: boolean;
  /** The user's note on the run. May have several lines; empty if it was removed. */
  readonly note?: string;
}

/** The name of a run among all runs, see `common/runNames.ts`. */
export interface RunName {
  /** Unique among the runs on its text: `elman tanh 100`. */
  readonly short: string;
  /** Unique among all runs: `elman tanh 100 · english.txt`. */
  readonly full: string;
}

export interface RunRecord extends Labels {
  readonly version: 1;
  readonly id: string;
  /** The name that the user or the program that started the run gave. Users see `shown`. */
  readonly name: string;
  /** Never stored: what users see as its name. Missing if the other runs are not known. */
  readonly shown?: RunName;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly state: RunState;
  /** The reason why the run failed, for users; only in state `failed`. */
  readonly failure?: Message;
  readonly settings: RunSettings;
  readonly text: RunText;
  /** The validation text, if it is a separate file. */
  readonly validationText?: RunText;
  /** The last validation and the best one. The weights of the best one are stored. */
  readonly validation?: { readonly last: Validation; readonly best: Validation };
  /** Number of distinct symbols, V. */
  readonly vocabulary: number;
  /** The kernel build that it currently trains with. */
  readonly kernels: KernelBuild;
  /** Missing if the build never changed. */
  readonly kernelChanges?: readonly KernelChange[];
  /** The occasions on which it was trained further than first planned. Missing if there were none. */
  readonly extensions?: readonly Extension[];
  /** Number of completed updates. */
  readonly iteration: number;
  /** Nats per window of `training.sequenceLength` tokens, averaged as described in `smoothedLoss.ts`. */
  readonly smoothLoss: number;
  /**
   * The first iteration whose stored metrics contain our average. An older version wrote min-char-rnn's
   * average into earlier rows; they are converted when read. Missing in `run.json` if it wrote all rows.
   */
  readonly averagedFrom?: number;
  /** The lowest smoothed loss so far. Missing in older runs. */
  readonly bestLoss?: number;
  /** The current base rate, before the schedule scales it. */
  readonly learningRate: number;
  /** Current value of a setting that was changed; missing while it equals the one in `settings`. */
  readonly gradientClip?: number;
  readonly snapshotInterval?: number;
  readonly tokensPerSecond: number;
  /** Never stored: progress of the current validation, in tokens. */
  readonly validating?: { readonly done: number; readonly tokens: number };
  /** Never stored: duration of the last validation in milliseconds. */
  readonly validationTime?: number;
  /** Milliseconds of training, without pauses. */
  readonly elapsed: number;
  /** Changes of settings that were scheduled when the run was started. */
  readonly plan?: readonly PlannedChange[];
  /** Never stored: another window or program has the run open, and only that one can train it. */
  readonly elsewhere?: boolean;
}

/** Returns the current value of a setting of a run. */
export function liveValue(record: RunRecord, setting: LiveSetting): number {
  const { learningRate, gradientClip, snapshotInterval, settings } = record;
  const now: Record<LiveSetting, number | undefined> = {
    'training.learningRate': learningRate,
    'training.gradientClip': gradientClip,
    'snapshot.interval': snapshotInterval,
  };
  return now[setting] ?? Number(settings[setting]);
}

/**
 * Metrics as a table: `values[row * columns.length + column]`. The columns are `iteration`, `tokens`,
 * `epoch`, `loss`, `smoothLoss` (nats per window), `learningRate`, `tokensPerSecond`, `elapsed` (ms), `norm`
 * (global gradient norm before clipping), `clipped` (share of the gradients' elements that clipping changed;
 * missing in older runs), `minCharRnnLoss` (the smoothed loss as min-char-rnn prints it, only for
 * min-char-rnn runs), and one `norm.<parameter>` for every learned parameter.
 * With a validation text there are also `validationLoss` and `validationError` (nats per window, of the
 * weights before the update). They are NaN in rows without a validation.
 */
export interface MetricsBlock {
  readonly columns: readonly string[];
  readonly values: Float64Array;
}

/** Statistics of the hidden activations of a layer over a window. */
export interface Activations {
  /** The range of the histogram, divided into bins of equal width. */
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  /** Share of values at which the activation passes almost no gradient: |tanh| > 0.975, or 0 for ReLU. */
  readonly saturated: number;
  /** Share of units that are saturated in every step of the window. */
  readonly dead: number;
}

export interface Sample {
  readonly iteration: number;
  readonly text: string;
  /**
   * Gradient flow: for every layer from the bottom, and every lag k from 0, the mean norm of dL_t/dh_{t-k}
   * over a window. Only in regular samples.
   */
  readonly flow?: readonly (readonly number[])[];
  /** One entry per layer, from the bottom. Only in regular samples. */
  readonly activations?: readonly Activations[];
}
