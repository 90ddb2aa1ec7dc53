import type { LiveSetting } from './liveSettings';
import type { RunRecord, RunSettings, Sample } from './run';
import type { RunUpdate } from './runUpdate';
import type { StoredHistory } from './storage';

/**
 * The protocol between the extension host and a dashboard page. The host owns the data. It sends every shown
 * run in full, and then only the updates.
 */

/** Maximum number of runs that a page shows side by side. */
export const MAX_SHOWN = 20;

/** Largest seed of a sample on demand. */
export const MAX_SEED = 2 ** 32 - 1;

/** Maximum length of a note, in UTF-16 units. */
export const MAX_NOTE = 10_000;

export interface ShownRun extends RunRecord {
  /**
   * Whether a worker of this VS Code window has the run open, training or paused. A paused run without a
   * worker exists only on disk; it can be resumed and nothing else.
   */
  readonly live: boolean;
  /** For a run that failed because of its loss: a lower learning rate that may work. */
  readonly lowerRate?: number;
}

export interface ShownRuns {
  /** In the order in which they were selected; empty if there are no runs. */
  readonly ids: readonly string[];
  /** The shown run to which controls, figures and samples refer. */
  readonly current?: string;
  /** Whether a newly started run becomes the current one. */
  readonly follows: boolean;
  /** Whether newly started runs on the same text join the shown ones. */
  readonly pinned: boolean;
}

export interface Snapshot {
  /** Each shown run follows in an `opened` event, the current one first. */
  readonly shown: ShownRuns;
  /** The default values of the settings. */
  readonly defaults: RunSettings;
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 tag, used to format numbers. */
  readonly language: string;
}

/** The image of a plot, to be saved where the user chooses. */
export interface Picture {
  /** File name without extension. */
  readonly name: string;
  readonly format: 'png' | 'svg';
  readonly bytes: Uint8Array;
}

export interface DashboardRequests {
  /** Sent by the page after every load or reload. */
  ready(params: undefined): Snapshot;
  pause(params: { readonly id: string }): void;
  /** Resumes a run, with a new learning rate if one is given. */
  resume(params: { readonly id: string; readonly learningRate?: number }): void;
  /** Asks the user for a number of iterations, for which the finished run continues. */
  trainFurther(params: { readonly id: string }): void;
  stop(params: { readonly id: string }): void;
  sample(params: { readonly id: string; readonly temperature: number; readonly seed?: number }): Sample;
  /** Changes a setting of a run while it trains. */
  change(params: { readonly id: string; readonly setting: LiveSetting; readonly value: number }): void;
  /** Runs the command "Train Elman on this file" on the most recently used text. */
  train(params: undefined): void;
  /** Opens the sample text. */
  openSample(params: undefined): void;
  /** Trains again on the text of a run, with a part of it held out for validation. */
  holdOut(params: { readonly id: string }): void;
  /** Replaces the note on a run. An empty one removes it. */
  note(params: { readonly id: string; readonly note: string }): void;
  /** Shows these runs. */
  choose(params: { readonly ids: readonly string[] }): void;
  /** Opens a picker of all runs, in which the user selects the runs to show. */
  pickRuns(params: undefined): void;
  /** Makes a shown run the current one. */
  focus(params: { readonly id: string }): void;
  follow(params: { readonly follows: boolean }): void;
  /** Pins or unpins the comparison: newly started runs on the same text join a pinned one. */
  pin(params: { readonly pinned: boolean }): void;
  /** Asks the user for a location and writes the picture there. Does nothing if the user cancels. */
  save(params: Picture): void;
}

/**
 * Sent to a visible page, in order. Updates of a run that was not opened, or is no longer shown, are not
 * sent.
 */
export interface DashboardEvents {
  shown: ShownRuns;
  /** The complete data of one run. Replaces what the page had for it. */
  opened: { readonly run: ShownRun; readonly history: StoredHistory };
  update: RunUpdate<ShownRun>;
}
