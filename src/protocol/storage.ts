import type { Nothing } from './channel';
import type { RunEvent } from './liveSettings';
import type { NgramOrMixture } from './ngramOrMixture';
import type { Labels, MetricsBlock, RunRecord, RunSettings, Sample } from './run';
import type { SourceText } from './trainer';

/** Between the extension host and the library worker: everything about runs that are not training. */

export interface StoredHistory {
  readonly metrics: MetricsBlock;
  readonly samples: readonly Sample[];
  readonly events: readonly RunEvent[];
}

/** A file to be written for a person. */
export interface ExportedFile {
  /** Below the folder that the person chooses, with `/` between names. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReportParams {
  readonly ids: readonly string[];
  /** Of its files, without an ending. */
  readonly name: string;
  /** Of its texts, by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47, for numbers. */
  readonly language: string;
}

/** How one parameter's gradient compares with differences of the loss, at the element where it fits worst. */
export interface CheckedParameter {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** The largest |analytic - numeric| / (|analytic| + |numeric|); NaN where one of them is no number. */
  readonly error: number;
  readonly row: number;
  readonly column: number;
  readonly analytic: number;
  readonly numeric: number;
}

/** What a check of gradients found for a small network of the kind that was asked for. */
export interface GradientCheckResult {
  readonly network: {
    readonly cell: string;
    /** Missing where the cell has its own. */
    readonly activation?: string;
    readonly output: string;
    readonly layers: number;
    readonly vocabulary: number;
    readonly hidden: number;
    /** 0: tokens are one-hot. */
    readonly embedding: number;
  };
  /** Steps and streams of the window. */
  readonly T: number;
  readonly B: number;
  readonly parameters: readonly CheckedParameter[];
  /** Errors below it are right. */
  readonly tolerance: number;
  readonly isRight: boolean;
}

export interface StorageRequests {
  /** All runs that can be read, or those of these, newest first. */
  /** All runs, those of `ids`, or at most the `newest`. */
  list(params: { readonly ids?: readonly string[]; readonly newest?: number }): readonly RunRecord[];
  history(params: { readonly id: string }): StoredHistory;
  /** What a run was trained on, and validated on if that is a text of its own. Fails with a UserError where it is gone. */
  texts(params: { readonly id: string }): { readonly text: SourceText; readonly validationText?: SourceText };
  /** Every metric of the runs in one table. */
  csv(params: { readonly ids: readonly string[] }): Uint8Array;
  /** An event file for each run. */
  tensorBoard(params: { readonly ids: readonly string[] }): readonly ExportedFile[];
  /** A comparison, the first file, and what it shows. */
  report(params: ReportParams): readonly ExportedFile[];
  /** For each run the line that makes it again with our command line. */
  commandLines(params: { readonly ids: readonly string[] }): readonly string[];
  label(params: { readonly id: string; readonly labels: Labels }): RunRecord;
  /** Puts runs into the trash. Fails with a UserError, and removes none, where one is open elsewhere. */
  remove(params: { readonly ids: readonly string[] }): void;
  /** Out of the trash. */
  restore(params: { readonly ids: readonly string[] }): readonly RunRecord[];
  /** What is in the trash, the last removed first. */
  removed(params: undefined): readonly RunRecord[];
  /** What was removed before a time (ISO 8601) goes for good. */
  emptyTrash(params: { readonly before: string }): void;
  /** The models that were made at once, of which those that can be read. */
  models(params: undefined): readonly NgramOrMixture[];
  renameModel(params: { readonly id: string; readonly name: string }): NgramOrMixture;
  /** Models go into the trash of the runs, and are emptied with them. */
  removeModels(params: { readonly ids: readonly string[] }): void;
  restoreModels(params: { readonly ids: readonly string[] }): readonly NgramOrMixture[];
  removedModels(params: undefined): readonly NgramOrMixture[];
  /** For the network that settings ask for; fails with a UserError where they ask for none. */
  checkGradients(params: RunSettings): GradientCheckResult;
}

/** The library announces nothing. */
export type StorageEvents = Nothing;
