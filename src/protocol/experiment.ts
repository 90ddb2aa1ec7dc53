import type { Message } from './message';
import type { RunSettings } from './run';
import type { SourceFile, SourceText } from './trainer';

/** Experiments, as the storage worker reads them from their files for the extension. */

/** An error in an experiment's file, and its place. `offset` and `length` are in UTF-16 units. */
export interface FileError extends Message {
  readonly offset: number;
  readonly length: number;
  /** A text that corrects the error, as it is written in the file. */
  readonly replacement?: string;
}

/** A text that an experiment trains on. A generated text has no path. */
export interface ExperimentText {
  readonly name: string;
  /** The path of a file, relative to the experiment's file. */
  readonly path?: string;
}

/** What an experiment's file says, without the contents of its texts. */
export interface ExperimentOutline {
  readonly name: string;
  readonly texts: readonly ExperimentText[];
  /** The path of the validation text, if it is not a part of the training text. */
  readonly validationText?: string;
  /** The name of the texts' encoding, if the file gives one. */
  readonly encoding?: string;
  readonly conditions: number;
  readonly seeds: number;
  /** Number of runs that train at the same time; 0: one per core. */
  readonly parallel: number;
}

/** The first error of an experiment's file, or its outline. */
export type ExperimentCheck = { readonly error: FileError } | { readonly outline: ExperimentOutline };

/** The texts of an experiment, opened. Those that the storage worker generates are missing. */
export interface ExperimentTexts {
  /** By their names. */
  readonly texts: Readonly<Record<string, SourceText | SourceFile>>;
  readonly validationText?: SourceText | SourceFile;
}

/** A run of an experiment: its id, by which it is found if it exists, and what it is trained with. */
export interface ExperimentRun {
  readonly id: string;
  /** The name of its text. */
  readonly text: string;
  readonly settings: RunSettings;
}

/** All runs of an experiment, in the order of its conditions and seeds. */
export interface ExperimentPlan {
  readonly runs: readonly ExperimentRun[];
}

/** An experiment's source and its runs, whose records the storage worker reads. */
export interface StoredExperiment {
  readonly source: string;
  /** The ids of the runs, in the order of the plan. */
  readonly ids: readonly string[];
}

interface Interval95 {
  readonly low: number;
  readonly high: number;
}

/** The results of a condition. Losses are in nats per token; what too few runs leave undefined is missing. */
export interface ConditionFigures {
  readonly name: string;
  readonly losses: readonly { readonly seed: number; readonly loss: number }[];
  /** The ids of the finished runs. */
  readonly done: readonly string[];
  readonly mean?: number;
  readonly deviation?: number;
  /** The 95 % interval of the mean. */
  readonly interval?: Interval95;
  readonly failed: number;
  /** Number of runs that have not started or not ended. */
  readonly missing: number;
}

/** Two conditions, compared over their common seeds. See `engine/experiments/comparisons.ts`. */
export interface ComparisonFigures {
  /** The names of the conditions. */
  readonly lower: string;
  readonly higher: string;
  readonly difference: number;
  readonly interval?: Interval95;
  readonly seeds: number;
  readonly wins: number;
  /** With Holm's correction. */
  readonly p?: number;
}

/** What a setting explains on its own. See `engine/experiments/effects.ts`. */
export interface EffectFigures {
  readonly setting: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly means: readonly { readonly value: string; readonly mean: number }[];
}

/** The results of an experiment so far. */
export interface ExperimentFigures {
  readonly name: string;
  /** Whether losses are those on held-out text, and not those on the training text. */
  readonly isHeldOut: boolean;
  /** Whether losses are the lowest of a run, and not its last. */
  readonly isBest: boolean;
  /** Lowest mean first. Those without a finished run come last. */
  readonly conditions: readonly ConditionFigures[];
  readonly comparisons: readonly ComparisonFigures[];
  /** Whether only the lowest condition is compared with the others, because there are many. */
  readonly isPartial: boolean;
  readonly effects: readonly EffectFigures[];
}
