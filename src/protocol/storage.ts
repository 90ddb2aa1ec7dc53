import type { Nothing } from './channel';
import type {
  ExperimentCheck,
  ExperimentFigures,
  ExperimentPlan,
  ExperimentTexts,
  StoredExperiment,
} from './experiment';
import type { GradientReport } from './gradientReport';
import type { SettingChange } from './liveSettings';
import type { NgramOrMixture } from './ngramOrMixture';
import type { Labels, MetricsBlock, RunRecord, RunSettings, Sample } from './run';
import type { SourceText, StartParams } from './trainer';

/**
 * The protocol between the extension host and the storage worker, which manages all runs that are not
 * training.
 */

export interface StoredHistory {
  readonly metrics: MetricsBlock;
  readonly samples: readonly Sample[];
  readonly changes: readonly SettingChange[];
}

/** A file to be written for the user. */
export interface ExportedFile {
  /** Path below the folder that the user chooses, with `/` between names. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReportParams {
  readonly ids: readonly string[];
  /** Base name of the report's files, without extension. */
  readonly name: string;
  /** Translations of the report's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 tag, used to format numbers. */
  readonly language: string;
}

/** The result of a gradient check on a small network with the requested architecture. */
export interface GradientCheckResult extends GradientReport {
  readonly network: {
    readonly cell: string;
    /** Missing if the cell has a fixed activation. */
    readonly activation?: string;
    readonly output: string;
    readonly layers: number;
    readonly vocabulary: number;
    readonly hidden: number;
    /** Embedding size; 0: tokens are one-hot. */
    readonly embedding: number;
  };
  /** Number of steps (T) and streams (B) of the window. */
  readonly T: number;
  readonly B: number;
}

export interface StorageRequests {
  /** Returns all readable runs, only those in `ids`, or only the `newest` most recent ones; newest first. */
  list(params: { readonly ids?: readonly string[]; readonly newest?: number }): readonly RunRecord[];
  history(params: { readonly id: string }): StoredHistory;
  /**
   * Returns a run's training text, and its validation text if that is a separate file. Fails with a UserError
   * if the copy is gone.
   */
  texts(params: { readonly id: string }): Pick<StartParams, 'text' | 'validationText'>;
  /** Returns all metrics of the runs in one table. */
  csv(params: { readonly ids: readonly string[] }): Uint8Array;
  /** Returns one TensorBoard event file per run. */
  tensorBoard(params: { readonly ids: readonly string[] }): readonly ExportedFile[];
  /** Returns the files of a report that compares runs: the report first, then the files that it shows. */
  report(params: ReportParams): readonly ExportedFile[];
  /** Returns for each run the command line that reproduces it with our CLI. */
  commandLines(params: { readonly ids: readonly string[] }): readonly string[];
  label(params: { readonly id: string; readonly labels: Labels }): RunRecord;
  /** Moves runs to the trash. Fails with a UserError and moves none if one of them is open elsewhere. */
  remove(params: { readonly ids: readonly string[] }): void;
  /** Restores runs from the trash. */
  restore(params: { readonly ids: readonly string[] }): readonly RunRecord[];
  /** Lists the runs in the trash, the most recently removed first. */
  removed(params: undefined): readonly RunRecord[];
  /** Permanently deletes what was removed before a given time (ISO 8601). */
  emptyTrash(params: { readonly before: string }): void;
  /** Lists the readable n-gram models and mixtures. */
  models(params: undefined): readonly NgramOrMixture[];
  renameModel(params: { readonly id: string; readonly name: string }): NgramOrMixture;
  /** Moves models to the trash, which they share with the runs. */
  removeModels(params: { readonly ids: readonly string[] }): void;
  restoreModels(params: { readonly ids: readonly string[] }): readonly NgramOrMixture[];
  removedModels(params: undefined): readonly NgramOrMixture[];
  /**
   * Checks the gradients of the network that the settings describe. Fails with a UserError if the settings
   * are invalid.
   */
  checkGradients(params: RunSettings): GradientCheckResult;
  /** Whether another process has the run open, or is about to create it. */
  isOpenElsewhere(params: { readonly id: string }): boolean;
  /** Returns the number of physical cores that a process may use. */
  cores(params: undefined): number;
  /** Reads the file of an experiment. */
  checkExperiment(params: { readonly source: string }): ExperimentCheck;
  /** Returns the runs of an experiment. Fails with a UserError if its file or a text is invalid. */
  planExperiment(params: { readonly source: string } & ExperimentTexts): ExperimentPlan;
  experimentFigures(params: StoredExperiment): ExperimentFigures;
  /** Returns the results as a file: a report (`.md`) or a row per run (`.csv`, `.tsv`). `file`: its name. */
  experimentFile(params: StoredExperiment & { readonly file: string }): string;
  /** Returns the generated text of an experiment that has this name. */
  generateText(params: { readonly source: string; readonly name: string }): SourceText;
}

/** The storage worker sends no events. */
export type StorageEvents = Nothing;
