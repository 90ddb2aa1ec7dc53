/** What is known of a training run: the records that the store keeps and the views show. */
import type { Change, LiveSetting } from './liveSettings';
import type { Message } from './message';

export type SettingValue = string | number | boolean;

/** Flat, by the names of the VS Code settings without the `elman.` in front: `model.hidden`, `training.seed`. */
export type RunSettings = Readonly<Record<string, SettingValue>>;

export type KernelBuild = 'reference' | 'simd' | 'fma';

/** A run was resumed where its build does not run: from the update of this iteration on the results are the other's. */
export interface KernelChange {
  readonly iteration: number;
  readonly from: KernelBuild;
  readonly to: KernelBuild;
}

/** `interrupted` is never stored: it is how a stored `running` reads when no worker is training it. */
export type RunState = 'running' | 'paused' | 'stopped' | 'done' | 'failed' | 'interrupted';

export interface RunText {
  /** What people call it: a file's base name or an untitled document's title. */
  readonly name: string;
  /** Where it came from, as a URI string; the run has its own copy of the text and never needs it. */
  readonly uri: string;
  /** SHA-256 of the UTF-8 bytes, hexadecimal: the key of the stored copy. */
  readonly fingerprint: string;
  readonly bytes: number;
  /** That the model reads. */
  readonly tokens: number;
  /** Of a validation text: tokens that are not in the vocabulary; older runs lack it. */
  readonly unknown?: number;
  /** Those of them that have no id, for want of an `<unk>`: they are not among `tokens`. */
  readonly leftOut?: number;
}

/** A measure of how well a model does on the validation text. */
export interface Validation {
  readonly iteration: number;
  /** Nats a token, the mean. */
  readonly loss: number;
  /** Standard error of the mean, from the means of stretches of text; missing where there is only one. */
  readonly error?: number;
}

/** What people stick on a run, at any time; what is missing is as it was. */
export interface Labels {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly starred?: boolean;
}

export interface RunRecord extends Labels {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly state: RunState;
  /** Why the run failed, for people; only with state `failed`. */
  readonly failure?: Message;
  readonly settings: RunSettings;
  readonly text: RunText;
  /** What it is validated on, where that is a text of its own. */
  readonly validationText?: RunText;
  /** The last validation and the best one, whose weights are kept. */
  readonly validation?: { readonly last: Validation; readonly best: Validation };
  /** Number of distinct symbols, V. */
  readonly vocabulary: number;
  /** The build that it trains with now. */
  readonly kernels: KernelBuild;
  /** Missing where it was always the same. */
  readonly kernelChanges?: readonly KernelChange[];
  /** Completed updates. */
  readonly iteration: number;
  /** Nats summed over a window of `training.sequenceLength` tokens, averaged as `smoothedLoss.ts` says. */
  readonly smoothLoss: number;
  /**
   * Iterations before it have min-char-rnn's average in their stored metrics, which an older version wrote; whoever reads
   * them gets ours. Missing in `run.json` where an older version wrote everything.
   */
  readonly averagedFrom?: number;
  /** The least it was so far; older runs lack it. */
  readonly bestLoss?: number;
  /** As set now, before the schedule takes its share. */
  readonly learningRate: number;
  /** As set now; missing where they are still as in the settings. */
  readonly gradientClip?: number;
  readonly snapshotInterval?: number;
  readonly tokensPerSecond: number;
  /** Never stored: how far the validation is that is under way, in tokens. */
  readonly validating?: { readonly done: number; readonly tokens: number };
  /** Never stored: milliseconds that the last validation took. */
  readonly validationTime?: number;
  /** Milliseconds spent training, pauses left out. */
  readonly elapsed: number;
  /** Changes of settings that it was started with. */
  readonly plan?: readonly Change[];
  /** Never stored: another window or program has it open, and only there it can be trained. */
  readonly elsewhere?: boolean;
}

/** A setting of a run as it is now. */
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
 * Measurements as a table: `values[row * columns.length + column]`. Columns are `iteration`, `tokens`,
 * `epoch`, `loss`, `smoothLoss` (nats a window), `learningRate`, `tokensPerSecond`, `elapsed` (ms),
 * `norm` (global gradient norm before clipping), `clipped` (share of the gradients' elements that clipping changed;
 * older runs lack it), `minCharRnnLoss` (the smoothed loss as min-char-rnn prints it, of runs that are its), one `norm.<parameter>` for every learned parameter, and with a validation text `validationLoss` and `validationError` (nats a window, of the weights before the update;
 * NaN in rows without a validation).
 */
export interface MetricsBlock {
  readonly columns: readonly string[];
  readonly values: Float64Array;
}

/** What the hidden units of a layer did over a window. */
export interface Activations {
  /** The ends of the histogram, whose bins are equally wide. */
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  /** Share of the values where the activation is flat and lets hardly an error through: |tanh| > 0.975, a relu's 0. */
  readonly saturated: number;
  /** Share of the units that are so in every step of the window. */
  readonly dead: number;
}

export interface Sample {
  readonly iteration: number;
  readonly text: string;
  /**
   * How far errors reach back: for every layer, from the bottom, and every lag k from 0 the mean norm of
   * dL_t/dh_{t-k} over a window. Only with regular samples.
   */
  readonly flow?: readonly (readonly number[])[];
  /** Of every layer, from the bottom. Only with regular samples. */
  readonly activations?: readonly Activations[];
}
