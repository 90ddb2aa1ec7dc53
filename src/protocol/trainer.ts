import type { LiveSetting, PlannedChange } from './liveSettings';
import type { RunRecord, RunSettings, Sample } from './run';
import type { RunUpdate } from './runUpdate';

/** The protocol between the extension host and a training worker. One worker trains one run. */

export interface SourceText {
  readonly name: string;
  readonly uri: string;
  readonly bytes: Uint8Array;
}

/** A text that is too large for memory. The worker reads it from its file. */
export interface SourceFile {
  readonly name: string;
  readonly uri: string;
  readonly path: string;
  /** The number of bytes of the file. */
  readonly size: number;
  /** If missing, the text is UTF-8 or, with a byte order mark, UTF-16. */
  readonly encoding?: string;
}

/** The progress of reading a text. */
export interface ReadingProgress {
  readonly name: string;
  /** Between 0 and 1. */
  readonly share: number;
}

export interface StartParams {
  readonly name: string;
  /** The run's id, by which all processes know it. A new one unless given; there must be no such run. */
  readonly id?: string;
  readonly text: SourceText | SourceFile;
  /** The validation text, if it is not a part of the training text. */
  readonly validationText?: SourceText | SourceFile;
  readonly settings: RunSettings;
  /** Scheduled changes of settings, in order of iteration. Used to replay the events of another run. */
  readonly plan?: readonly PlannedChange[];
}

/** The possible changes when a run is resumed. */
export interface ResumeChanges {
  readonly learningRate?: number;
  /** The new total number of iterations. If it is higher than before, a finished run trains further. */
  readonly maxIterations?: number;
}

export interface SampleParams {
  /** Number of tokens. */
  readonly length: number;
  readonly temperature: number;
  /** The same weights and seed give the same text. Without a seed, every request draws new random numbers. */
  readonly seed?: number;
}

export interface TrainerRequests {
  /**
   * Validates all parameters, then creates the run and trains it. If they are invalid, fails with a UserError
   * and creates no run.
   */
  start(params: StartParams): RunRecord;
  /** Resumes from the newest valid checkpoint, with the given changes. */
  resume(params: { readonly id: string; readonly changes?: ResumeChanges }): RunRecord;
  pause(params: undefined): RunRecord;
  proceed(params: undefined): RunRecord;
  stop(params: undefined): RunRecord;
  /** Saves a checkpoint, leaves the run `paused` and releases its lock. Called before the worker exits. */
  suspend(params: undefined): RunRecord;
  sample(params: SampleParams): Sample;
  /** Changes a setting from the next update on. */
  change(params: { readonly setting: LiveSetting; readonly value: number }): void;
  /** Returns the newest weights as a model file. */
  weights(params: undefined): Uint8Array;
}

export interface TrainerEvents {
  /** Sent while a large text is read, before the run is created or resumed. */
  reading: ReadingProgress;
  update: RunUpdate;
}

/** The startup parameters of a worker: a thread's `workerData`, or a process's argument. */
export interface WorkerData {
  readonly role: 'trainer' | 'storage' | 'reader' | 'maker';
  /** The folder that contains all runs. */
  readonly storeFolder: string;
  /** The folder with the compiled kernels. */
  readonly kernelFolder: string;
  /** Number of runs of this window that already train and use their share of the cores. */
  readonly training: number;
}
