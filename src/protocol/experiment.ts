import type { Message } from './message';
import type { ExperimentTask, RunSettings, SettingValue } from './run';
import type { PhasePlan, SourceFile, SourceText } from './sourceText';

/**
 * Types for experiments. The storage worker reads an experiment's file and describes the experiment to the
 * extension with these types.
 */

/** An error in an experiment's file and its position. `offset` and `length` are in UTF-16 units. */
export interface FileError extends Message {
  readonly offset: number;
  readonly length: number;
  /**
   * The text with which to replace this range of the file in order to correct the error. Missing if unknown.
   */
  readonly replacement?: string;
}

/** A text that an experiment trains on. `path` is missing for a generated text. */
export interface ExperimentText {
  readonly name: string;
  /** The path of a file, relative to the experiment's file. */
  readonly path?: string;
}

/** The content of an experiment's file, without the contents of its texts. */
export interface ExperimentOutline {
  readonly name: string;
  /** What the networks learn. Missing for language models. */
  readonly task?: ExperimentTask;
  readonly texts: readonly ExperimentText[];
  /**
   * The path of the validation text. Missing if a part of the training text is used instead, or if there is
   * none.
   */
  readonly validationText?: string;
  /** The name of the texts' encoding. Missing if the file does not specify it. */
  readonly encoding?: string;
  readonly conditions: number;
  /**
   * Number of runs per condition: the number of seeds, multiplied in a cross-validation by the number of
   * folds.
   */
  readonly seeds: number;
  /** Number of runs that train at the same time; 0 means one per core. */
  readonly parallel: number;
  /** Whether every run reads its texts in phases. */
  readonly isPhased: boolean;
  /** Where the runs train: on this machine, or as a job array of Slurm. */
  readonly launch: 'local' | 'slurm';
}

/** The result of checking an experiment's file: its first error or, if it has none, its outline. */
export type ExperimentCheck = { readonly error: FileError } | { readonly outline: ExperimentOutline };

/**
 * The texts of an experiment that the extension has read or located. Generated texts are not included: the
 * storage worker generates them.
 */
export interface ExperimentTexts {
  /** The texts by their names. */
  readonly texts: Readonly<Record<string, SourceText | SourceFile>>;
  readonly validationText?: SourceText | SourceFile;
}

/**
 * One run of an experiment, with its id, the name of its text and its settings. The id is computed from the
 * text and the settings, so that a run that already exists is recognized by it.
 */
export interface ExperimentRun {
  readonly id: string;
  /** The name of the text that the run trains on. */
  readonly text: string;
  readonly settings: RunSettings;
}

/** All runs of an experiment, in the order of its conditions and seeds. */
export interface ExperimentPlan {
  readonly runs: readonly ExperimentRun[];
  /**
   * The share of a run's iterations that is trained, averaged over the runs, from 0 to 1. Below 1 if
   * successive halving drops conditions.
   */
  readonly share: number;
}

/** A text to train on and, if the experiment has phases, the phases in which it is read. */
export interface PhasedSourceText {
  readonly text: SourceText;
  readonly phases?: readonly PhasePlan[];
}

/** The runs of an experiment that should be trained now, and those that were dropped. */
export interface DueRuns {
  /** The runs that should be trained now. */
  readonly due: readonly DueRunId[];
  /** The ids of the runs that successive halving has dropped before they ended. */
  readonly dropped: readonly string[];
}

export interface DueRunId {
  readonly id: string;
  /** Number of updates after which the run is paused. Missing if it trains to its end. */
  readonly until?: number;
}

/**
 * The numbers of runs of an experiment, and the approximate time and storage that the remaining runs need.
 */
export interface ExperimentEstimate {
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
  /** Number of runs that successive halving has dropped before they ended. */
  readonly dropped: number;
  /** Number of other runs that have started but not ended. */
  readonly unfinished: number;
  /** Seconds until all runs have ended, if a given number of runs train in parallel. */
  readonly seconds: number;
  /** Bytes on disk that the runs that have not started will need, without their texts. */
  readonly bytes: number;
}

/**
 * The source of an experiment's file and the ids of its runs. The storage worker reads the records of these
 * runs.
 */
export interface StoredExperiment {
  readonly source: string;
  /** The ids of the runs, in the order of the plan. */
  readonly ids: readonly string[];
}

/** A request to estimate the remaining cost of an experiment. */
export interface EstimateParams extends StoredExperiment, ExperimentTexts {
  /** Number of runs that train at the same time. */
  readonly parallel: number;
}

/** An experiment whose runs train on a cluster. */
export interface ClusterExperiment extends StoredExperiment {
  /** The path of the experiment's file, which the cluster's machines read. */
  readonly file: string;
}

/** A new experiment with the mean settings of conditions of another one. */
export interface MeanExperiment {
  /** The content of its file. */
  readonly file: object;
  /** For each setting that varied: the values of the conditions and their mean. */
  readonly means: Readonly<
    Record<string, { readonly values: readonly SettingValue[]; readonly mean: SettingValue }>
  >;
}

/** Number of runs of an experiment that are in the queue of a cluster, or why the cluster did not answer. */
export type QueuedRuns =
  | { readonly training: number; readonly waiting: number }
  | { readonly noAnswer: Message };
