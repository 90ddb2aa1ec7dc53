import type { Change, LiveSetting, RunEvent } from './liveSettings';
import type { MetricsBlock, RunRecord, RunSettings, Sample } from './run';

/** Between the extension host and a training worker: one worker trains one run. */

export interface SourceText {
  readonly name: string;
  readonly uri: string;
  readonly bytes: Uint8Array;
}

export interface StartParams {
  readonly name: string;
  readonly text: SourceText;
  /** To validate on, instead of a part of the text. */
  readonly validationText?: SourceText;
  readonly settings: RunSettings;
  /** Changes to come, in the order of their iterations: another run's events, to be repeated. */
  readonly plan?: readonly Change[];
}

export interface SampleParams {
  /** Tokens. */
  readonly length: number;
  readonly temperature: number;
  /** The same weights write the same text again; without one, every request draws anew. */
  readonly seed?: number;
}

export interface TrainerRequests {
  /** Checks everything, and only then makes the run and trains; fails with a UserError and no run otherwise. */
  start(params: StartParams): RunRecord;
  /** Goes on from the newest checkpoint that verifies, with another learning rate if one is given. */
  resume(params: { readonly id: string; readonly learningRate?: number }): RunRecord;
  pause(params: undefined): RunRecord;
  proceed(params: undefined): RunRecord;
  stop(params: undefined): RunRecord;
  /** Saves a checkpoint, leaves the run `paused` and lets others have it, before the worker goes away. */
  suspend(params: undefined): RunRecord;
  sample(params: SampleParams): Sample;
  /** Gives a setting another value from the next update on. */
  change(params: { readonly setting: LiveSetting; readonly value: number }): void;
  /** The newest weights, as a model file. */
  weights(params: undefined): Uint8Array;
}

export interface TrainerEvents {
  metrics: MetricsBlock;
  sample: Sample;
  event: RunEvent;
  /** After every change of state, and about every second while training. */
  run: RunRecord;
}

/** What a worker needs to know at birth: a thread's `workerData`, a process's argument. */
export interface WorkerData {
  readonly role: 'trainer' | 'storage' | 'reader' | 'maker';
  /** The folder that holds all runs. */
  readonly storeFolder: string;
  /** The folder with the compiled kernels. */
  readonly kernelFolder: string;
  /** Runs of the window that train already, and have their share of the cores. */
  readonly training: number;
}
