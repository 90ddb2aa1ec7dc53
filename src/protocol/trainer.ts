import type { LiveSetting } from '../settings/settings';
import type { Port } from './channel';
import type { EstimateParams, ExperimentEstimate } from './experiment';
import type { PlannedChange } from './liveSettings';
import type { RunRecord, RunSettings, Sample, TrainTask } from './run';
import type { RunUpdate } from './runUpdate';
import type { PhasePlan, SourceFile, SourceText } from './sourceText';

/** The progress of reading a text. */
export interface ReadingProgress {
  readonly name: string;
  /** The fraction of the text that has been read, from 0 to 1. */
  readonly share: number;
}

export interface StartParams {
  readonly name: string;
  /** The id by which all processes know the run. No run with this id may exist. Default: a new id. */
  readonly id?: string;
  readonly text: SourceText | SourceFile;
  /**
   * The validation text, if it is a separate file. If it is missing, the settings may hold out a part of the
   * training text.
   */
  readonly validationText?: SourceText | SourceFile;
  readonly settings: RunSettings;
  /** What the network learns. Missing for a language model. */
  readonly task?: TrainTask;
  /** Scheduled changes of settings, in order of iteration. Used to repeat the changes made in another run. */
  readonly plan?: readonly PlannedChange[];
  /** The phases of the training. If they are given, they determine its number of iterations. */
  readonly phases?: readonly PhasePlan[];
  /** The id of the lesioned model from whose weights training starts. Its lesion is held. */
  readonly lesioned?: string;
  /** Number of updates after which the run is paused. Default: it trains to its end. */
  readonly until?: number;
}

/** The changes that can be made when a run is resumed. */
export interface ResumeChanges {
  readonly learningRate?: number;
  /**
   * The new total number of iterations. A finished run trains further if this is higher than its old total.
   */
  readonly maxIterations?: number;
}

export interface SampleParams {
  /** Length of the sample in tokens. */
  readonly length: number;
  readonly temperature: number;
  /**
   * Seed of the sample. The same weights and seed give the same text. Without a seed, every request draws new
   * random numbers.
   */
  readonly seed?: number;
}

/** The requests of the extension host to a training worker. One worker trains one run. */
export interface TrainerRequests {
  /**
   * Validates all parameters, then creates the run and trains it. If a parameter is invalid, fails with a
   * UserError and creates no run.
   */
  start(params: StartParams): RunRecord;
  /** Resumes the run from its newest valid checkpoint and applies the given changes. */
  resume(params: {
    readonly id: string;
    readonly changes?: ResumeChanges;
    readonly until?: number;
  }): RunRecord;
  pause(params: undefined): RunRecord;
  /** `until`: the number of updates after which the run is paused. Default: it trains to its end. */
  proceed(params: { readonly until?: number }): RunRecord;
  stop(params: undefined): RunRecord;
  /**
   * Saves a checkpoint, leaves the run in state `paused` and releases its lock. Called before the worker
   * exits.
   */
  suspend(params: undefined): RunRecord;
  sample(params: SampleParams): Sample;
  /** Changes a setting from the next update on. */
  change(params: { readonly setting: LiveSetting; readonly value: number }): void;
  /** Returns the newest weights as a model file. */
  weights(params: undefined): Uint8Array;
  /**
   * Estimates the remaining cost of an experiment. Trains for a moment to measure the speed, and stores
   * nothing.
   */
  estimate(params: EstimateParams): ExperimentEstimate;
}

export interface TrainerEvents {
  /** The progress of reading a large text, before the run is created or resumed. */
  reading: ReadingProgress;
  update: RunUpdate;
}

/** What the extension host gives a worker in the browser. */
export interface BrowserPlace {
  /** The connection for `FileRequests`. */
  readonly files: Port;
  /** The compiled kernels by the names of their files. */
  readonly kernels: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** A number that identifies the window among all windows, instead of a process id. At least 1. */
  readonly window: number;
}

/** The startup parameters of a worker. A thread gets them as `workerData`, a process as an argument. */
export interface WorkerData {
  readonly role:
    | 'trainer'
    | 'storage'
    | 'reader'
    | 'maker'
    | 'vectors'
    | 'attractors'
    | 'labels'
    | 'modelFiles';
  /** The folder that contains all runs. */
  readonly storeFolder: string;
  /** The folder with the compiled kernels. */
  readonly kernelFolder: string;
  /** Number of runs of this window that are already training and use a share of the cores. */
  readonly training: number;
  /** What a worker gets in the browser instead of files and processes. Missing on the desktop. */
  readonly browser?: BrowserPlace;
}
