import type { Nothing } from './channel';
import type { ClassicFigures } from './classicFigures';
import type {
  ClusterExperiment,
  DueRuns,
  ExperimentCheck,
  ExperimentPlan,
  ExperimentTexts,
  MeanExperiment,
  PhasedSourceText,
  QueuedRuns,
  StoredExperiment,
} from './experiment';
import type { ExperimentFigures } from './experimentFigures';
import type { GradientReport } from './gradientReport';
import type { KindsRecord } from './kindsComparison';
import type { SettingChange } from './liveSettings';
import type { Message } from './message';
import type { Labels, MetricsBlock, RunRecord, RunSettings, Sample } from './run';
import type { StoredModel } from './storedModels';
import type { StartParams } from './trainer';

export interface StoredHistory {
  readonly metrics: MetricsBlock;
  readonly samples: readonly Sample[];
  readonly changes: readonly SettingChange[];
}

/** A file to write to a folder that the user chooses. */
export interface ExportedFile {
  /** Path relative to the folder that the user chooses, with `/` between names. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReportParams {
  readonly ids: readonly string[];
  /** Base name of the report's files, without extension. */
  readonly name: string;
  /** Translations of the report's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
}

/** A run file (`.elmanrun`) of a class. */
export interface ClassRun {
  /** Name of the file without its ending, which usually names the pupils. */
  readonly file: string;
  readonly record: RunRecord;
  readonly history: StoredHistory;
}

/** A file that could not be read. */
export interface UnreadFile {
  readonly file: string;
  readonly reason: Message;
}

/** The readable and the unreadable run files of a class. */
export interface ClassRuns {
  readonly runs: readonly ClassRun[];
  readonly unread: readonly UnreadFile[];
}

/** The result of a gradient check on a small network with the requested architecture. */
export interface GradientCheckResult extends GradientReport {
  readonly network: {
    readonly cell: string;
    /** Name of the activation function. Missing for cells whose activations are fixed, such as LSTM. */
    readonly activation?: string;
    readonly output: string;
    readonly layers: number;
    readonly vocabulary: number;
    readonly hidden: number;
    /** Embedding size; 0 means one-hot inputs. */
    readonly embedding: number;
  };
  /** Number of steps (T) and streams (B) of the window that was checked. */
  readonly T: number;
  readonly B: number;
}

/** The requests of the extension host to the storage worker, which manages all runs that are not training. */
export interface StorageRequests {
  /** Returns the readable comparisons of kinds of models, newest first. */
  comparisons(params: undefined): readonly KindsRecord[];
  /** Returns a comparison. Undefined if it does not exist or was deleted. */
  comparison(params: { readonly id: string }): KindsRecord | undefined;
  /** Moves a comparison to the trash. Fails with a UserError if another process trains its models. */
  removeComparison(params: { readonly id: string }): void;
  restoreComparisons(params: { readonly ids: readonly string[] }): readonly KindsRecord[];
  /** Lists the comparisons in the trash, the most recently removed first. */
  removedComparisons(params: undefined): readonly KindsRecord[];
  /** Releases a comparison whose worker in this process has ended, so that other processes can continue it. */
  releaseComparison(params: { readonly id: string }): void;
  /**
   * Returns the readable runs, newest first: all of them, only those with these `ids`, or only the number
   * `newest` of most recent ones.
   */
  list(params: { readonly ids?: readonly string[]; readonly newest?: number }): readonly RunRecord[];
  history(params: { readonly id: string }): StoredHistory;
  /**
   * Returns a run's training text, and its validation text if that is a separate file. Fails with a UserError
   * if the stored copy no longer exists.
   */
  texts(params: { readonly id: string }): Pick<StartParams, 'text' | 'validationText'>;
  /** Returns all metrics of the runs in one table. */
  csv(params: { readonly ids: readonly string[] }): Uint8Array;
  /** Returns one TensorBoard event file per run. */
  tensorBoard(params: { readonly ids: readonly string[] }): readonly ExportedFile[];
  /** Returns the files of a report that compares runs: first the report, then the images that it includes. */
  report(params: ReportParams): readonly ExportedFile[];
  /** Returns the command lines that reproduce the runs with Elman Lab's command-line program, one per run. */
  commandLines(params: { readonly ids: readonly string[] }): readonly string[];
  /** Returns a run as one file for other people (`.elmanrun`). */
  runFile(params: { readonly id: string }): Uint8Array;
  /** Stores the run of a run file. `isNew` is false if the file was imported before. Fails with a UserError if it is none. */
  importRun(params: { readonly file: Uint8Array }): { readonly record: RunRecord; readonly isNew: boolean };
  /** Reads the run of a run file. Stores nothing. Fails with a UserError if it is none. */
  classRun(params: { readonly name: string; readonly bytes: Uint8Array }): ClassRun;
  /** Returns the comparison of the runs of run files, in Markdown. */
  classReport(params: ClassRuns & Pick<ReportParams, 'translations' | 'language'>): string;
  label(params: { readonly id: string; readonly labels: Labels }): RunRecord;
  /**
   * Moves runs to the trash. If one of the runs is open elsewhere, fails with a UserError and moves none of
   * them.
   */
  remove(params: { readonly ids: readonly string[] }): void;
  /** Restores runs from the trash. */
  restore(params: { readonly ids: readonly string[] }): readonly RunRecord[];
  /** Lists the runs in the trash, the most recently removed first. */
  removed(params: undefined): readonly RunRecord[];
  /** Permanently deletes the runs, models and comparisons that were moved to the trash before a given time (ISO 8601). */
  emptyTrash(params: { readonly before: string }): void;
  /** Lists the readable n-gram models, mixtures and word vectors. */
  models(params: undefined): readonly StoredModel[];
  renameModel(params: { readonly id: string; readonly name: string }): StoredModel;
  /** Moves models to the trash, which also contains removed runs. */
  removeModels(params: { readonly ids: readonly string[] }): void;
  restoreModels(params: { readonly ids: readonly string[] }): readonly StoredModel[];
  removedModels(params: undefined): readonly StoredModel[];
  /**
   * Checks the gradients of the network that the settings describe. Fails with a UserError if the settings
   * are invalid.
   */
  checkGradients(params: RunSettings): GradientCheckResult;
  /** Checks the gradients of a network in which errors go back in time with the wrong sign. */
  plantWrongSign(params: RunSettings): GradientCheckResult;
  /** Returns whether another process has the run open or is about to create it. */
  isOpenElsewhere(params: { readonly id: string }): boolean;
  /** Returns the number of physical cores that a process may use. */
  cores(params: undefined): number;
  /** Checks an experiment's file and returns its first error or its outline. */
  checkExperiment(params: { readonly source: string }): ExperimentCheck;
  /**
   * Returns all runs of an experiment. Fails with a UserError if the experiment's file or one of its texts is
   * invalid.
   */
  planExperiment(params: { readonly source: string } & ExperimentTexts): ExperimentPlan;
  experimentFigures(params: StoredExperiment): ExperimentFigures;
  /**
   * Returns what the finished runs of an experiment have learned, if it repeats a classic one; otherwise undefined. Measuring
   * a run takes up to a second.
   */
  experimentClassic(params: StoredExperiment): ClassicFigures | undefined;
  /**
   * Returns the results of an experiment as files: a report (`.md`) and its plots, or a table with one row per run
   * (`.csv`, `.tsv`). The extension of the file name `file` selects the format.
   */
  experimentFiles(params: StoredExperiment & { readonly file: string }): readonly ExportedFile[];
  /**
   * Returns the text with this name in an experiment. The text must be one that is generated, or joined from
   * the texts of several phases.
   */
  experimentText(
    params: { readonly source: string; readonly name: string } & ExperimentTexts,
  ): PhasedSourceText;
  /**
   * Returns an experiment with the mean settings of conditions of the experiment in `source`. `members` are the settings of
   * these conditions, those with the lowest loss first.
   */
  meanExperiment(params: {
    readonly source: string;
    readonly members: readonly RunSettings[];
  }): MeanExperiment;
  /**
   * Returns the number of stored runs of an experiment that trained on other content of its texts. They are kept, and the
   * experiment trains its runs again.
   */
  earlierRuns(params: { readonly source: string } & ExperimentTexts): number;
  /**
   * Returns which runs should be trained now. With successive halving, further runs are due after these were
   * trained.
   */
  dueRuns(params: StoredExperiment): DueRuns;
  /** Submits runs to the cluster that the experiment names, except those that are in its queue. */
  submitRuns(params: ClusterExperiment & { readonly due: readonly string[] }): void;
  queuedRuns(params: ClusterExperiment): QueuedRuns;
  /** Cancels all jobs with runs of an experiment. The runs are saved. */
  cancelRuns(params: ClusterExperiment): void;
}

/** The storage worker sends no events. */
export type StorageEvents = Nothing;
