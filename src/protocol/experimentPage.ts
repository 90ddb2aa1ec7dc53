import type { ClassicFigures } from './classicFigures';
import type { Picture } from './dashboard';
import type { ExperimentFigures } from './experimentFigures';

/** The protocol between the extension host and the page with the results of an experiment. */

/** Maximum number of conditions that a page shows. A saved table contains all conditions. */
export const MAX_CONDITIONS = 500;

/** The progress of an experiment, in numbers of runs. */
export interface ShownProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Number of runs that successive halving has dropped before they ended. */
  readonly dropped: number;
  /** Number of runs that are training, in this window or elsewhere. */
  readonly training: number;
  /** Whether this window is training the runs of the experiment. */
  readonly isActive: boolean;
  /** Estimated number of seconds until all runs have ended. Missing if it cannot be estimated yet. */
  readonly secondsLeft?: number;
}

export interface ExperimentPageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** URI of the experiment's file. VS Code needs it to restore the page. */
  readonly file: string;
}

export interface ExperimentPageRequests {
  /**
   * Returns the texts of the page. The page sends this request when it has loaded, and then receives the
   * results in events.
   */
  ready(params: undefined): ExperimentPageTexts;
  run(params: undefined): void;
  stop(params: undefined): void;
  openFile(params: undefined): void;
  /** Asks the user for a file name, and writes the report or the table of runs to that file. */
  saveReport(params: undefined): void;
  /** Shows the finished runs on the dashboard, at most as many as the dashboard can show. */
  compare(params: undefined): void;
  save(params: Picture): void;
  /** Asks the user how to mix the best finished runs into one model, and creates the mixture. */
  mix(params: undefined): void;
  /** Asks the user for conditions, and opens a new experiment with their mean settings. */
  trainMean(params: undefined): void;
}

export interface ExperimentPageEvents {
  progress: ShownProgress;
  figures: ExperimentFigures;
  /** What finished runs have learned. `figures` is missing if the experiment does not repeat a classic one. */
  classic: { readonly figures?: ClassicFigures };
  /**
   * Reports that the experiment's file or one of its texts could not be read. The message is in the language
   * of the page.
   */
  failed: { readonly message: string };
}
