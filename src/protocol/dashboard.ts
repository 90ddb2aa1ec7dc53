import type { LiveSetting } from '../settings/settings';
import type { LabellingFigures } from './labelFigures';
import type { ConfusionCell } from './labelWorker';
import type { RunRecord, RunSettings, Sample } from './run';
import type { RunUpdate } from './runUpdate';
import type { StoredHistory } from './storage';
import type { TranslatorFigures } from './translationFigures';

/**
 * The protocol between the extension host and a dashboard page. The host owns the data. It sends every shown
 * run in full, and then only the updates.
 */

/** Maximum number of runs that a page shows side by side. */
export const MAX_SHOWN = 20;

/** Largest seed that the page can send when it requests a sample. */
export const MAX_SEED = 2 ** 32 - 1;

/** Maximum length of a note, in UTF-16 units. */
export const MAX_NOTE = 10_000;

export interface ShownRun extends RunRecord {
  /**
   * Whether a worker of this VS Code window has the run open, training or paused. Without a worker, a paused
   * run exists only on disk and can only be resumed.
   */
  readonly live: boolean;
  /**
   * A lower learning rate that may work. Present only if the run failed because its loss was too large or not
   * a number.
   */
  readonly lowerRate?: number;
}

export interface ShownRuns {
  /** The ids of the shown runs in the order in which they were selected; empty if there are no runs. */
  readonly ids: readonly string[];
  /** The shown run to which controls, figures and samples refer. */
  readonly current?: string;
  /** Whether a newly started run becomes the current run. */
  readonly follows: boolean;
  /** Whether newly started runs on the same text are added to the shown runs. */
  readonly pinned: boolean;
}

/** The foldable parts of the page that the extension host opens: `units` has the hidden activations. */
export type Foldable = 'units';

export interface Snapshot {
  /**
   * The shown runs. Their data are not part of the snapshot: each run is sent later in an `opened` event, the
   * current run first.
   */
  readonly shown: ShownRuns;
  /** The default values of the settings. */
  readonly defaults: RunSettings;
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** A foldable part of the page that the page opens. */
  readonly unfold?: Foldable;
}

/** The image of a plot. The user chooses where to save it. */
export interface Picture {
  /** File name without extension. */
  readonly name: string;
  readonly format: 'png' | 'svg';
  readonly bytes: Uint8Array;
}

export interface DashboardRequests {
  /** Returns the first data of the page. The page sends this request after every load or reload. */
  ready(params: undefined): Snapshot;
  pause(params: { readonly id: string }): void;
  /** Resumes a run, with a new learning rate if one is given. */
  resume(params: { readonly id: string; readonly learningRate?: number }): void;
  /**
   * Asks the user for a number of further iterations, and trains the finished run for this number of
   * iterations.
   */
  trainFurther(params: { readonly id: string }): void;
  stop(params: { readonly id: string }): void;
  sample(params: { readonly id: string; readonly temperature: number; readonly seed?: number }): Sample;
  /** Evaluates a run that trains a classifier or a tagger on its held-out examples. */
  labelFigures(params: { readonly id: string }): LabellingFigures;
  /** Evaluates a run that trains a translator on its held-out pairs. */
  translatorFigures(params: { readonly id: string }): TranslatorFigures;
  /** Lists the held-out examples of a cell of the confusion table. The user can open one. */
  showExamples(params: ConfusionCell): void;
  /** Changes a setting of a run while it trains. */
  change(params: { readonly id: string; readonly setting: LiveSetting; readonly value: number }): void;
  /** Runs the command "Train Elman on this file" for the most recently used text. */
  train(params: undefined): void;
  /** Opens the sample text. */
  openSample(params: undefined): void;
  /** Starts a new training on the text of a run, with a part of the text held out for validation. */
  holdOut(params: { readonly id: string }): void;
  /** Replaces the note on a run. An empty note removes it. */
  note(params: { readonly id: string; readonly note: string }): void;
  /** Selects the runs that the page shows. */
  choose(params: { readonly ids: readonly string[] }): void;
  /** Opens a picker of all runs, in which the user selects the runs to show. */
  pickRuns(params: undefined): void;
  /** Makes a shown run the current one. */
  focus(params: { readonly id: string }): void;
  follow(params: { readonly follows: boolean }): void;
  /**
   * Pins or unpins the comparison. While it is pinned, newly started runs on the same text are added to it.
   */
  pin(params: { readonly pinned: boolean }): void;
  /** Asks the user for a location and writes the picture there. Does nothing if the user cancels. */
  save(params: Picture): void;
}

/**
 * Events that are sent, in order, to a visible page. The page receives updates only of the runs that it
 * shows.
 */
export interface DashboardEvents {
  shown: ShownRuns;
  /** The complete data of one run. Replaces all data that the page had for this run. */
  opened: { readonly run: ShownRun; readonly history: StoredHistory };
  update: RunUpdate<ShownRun>;
  /** Opens a foldable part of the page. */
  unfold: { readonly part: Foldable };
}
