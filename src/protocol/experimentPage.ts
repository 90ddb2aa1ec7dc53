import type { ExperimentFigures } from './experiment';

/** The protocol between the extension host and the page with the results of an experiment. */

/** Maximum number of conditions that a page shows. A saved table contains all. */
export const MAX_CONDITIONS = 500;

/** How far the runs of an experiment are. */
export interface ShownProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Number of runs that train, in this window or elsewhere. */
  readonly training: number;
  /** Whether this window is training the runs of the experiment. */
  readonly isActive: boolean;
  /** Estimated seconds until all runs have ended, if it is known. */
  readonly secondsLeft?: number;
}

export interface ExperimentPageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 tag, used to format numbers. */
  readonly language: string;
  /** URI of the experiment's file, by which VS Code restores the page. */
  readonly file: string;
}

export interface ExperimentPageRequests {
  /** Sent by the page when it has loaded. The results follow in events. */
  ready(params: undefined): ExperimentPageTexts;
  run(params: undefined): void;
  stop(params: undefined): void;
  openFile(params: undefined): void;
  /** Asks for a file, and writes the report or the table of runs to it. */
  saveReport(params: undefined): void;
  /** Shows the finished runs on the dashboard, as many as fit. */
  compare(params: undefined): void;
  /** Asks how the best finished runs are to be mixed. */
  mix(params: undefined): void;
}

export interface ExperimentPageEvents {
  progress: ShownProgress;
  figures: ExperimentFigures;
  /** The file or its texts could not be read. The message is in the language of the page. */
  failed: { readonly message: string };
}
