import type { LiveSetting, RunEvent } from './liveSettings';
import type { MetricsBlock, RunRecord, RunSettings, Sample } from './run';
import type { StoredHistory } from './storage';

/**
 * Between the extension host and a dashboard page. The host owns the data: which runs are shown, each of them whole,
 * and then what is new of it.
 */

/** As many runs as a page shows side by side. */
export const MAX_SHOWN = 20;

/** Of a sample on demand. */
export const MAX_SEED = 2 ** 32 - 1;

export interface ShownRun extends RunRecord {
  /** It trains or is paused in this window; a paused run without a worker is only stored, and can but be resumed. */
  readonly live: boolean;
  /** It failed for its loss: the learning rate that may do better. */
  readonly lowerRate?: number;
}

export interface ShownRuns {
  /** In the order in which they were chosen; empty while there are no runs. */
  readonly ids: readonly string[];
  /** The one among them that controls, figures and samples are about. */
  readonly current?: string;
  /** A run that is started will become the current one. */
  readonly follows: boolean;
}

export interface Snapshot {
  /** Each of them follows in an event `opened`, the current one first. */
  readonly shown: ShownRuns;
  /** What settings are where nobody chose otherwise. */
  readonly defaults: RunSettings;
  /** Translations of the page's texts, by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47, for numbers. */
  readonly language: string;
}

/** A picture of a plot, to be saved where the person says. */
export interface Picture {
  /** Without an ending. */
  readonly name: string;
  readonly format: 'png' | 'svg';
  readonly bytes: Uint8Array;
}

export interface DashboardRequests {
  /** Sent by the page whenever it has (re)loaded. */
  ready(params: undefined): Snapshot;
  pause(params: { readonly id: string }): void;
  /** With another learning rate, if one is given. */
  resume(params: { readonly id: string; readonly learningRate?: number }): void;
  stop(params: { readonly id: string }): void;
  sample(params: { readonly id: string; readonly temperature: number; readonly seed?: number }): Sample;
  /** Gives a setting of a run that trains another value. */
  change(params: { readonly id: string; readonly setting: LiveSetting; readonly value: number }): void;
  /** Runs the command "Train Elman on this file" on the text last worked with. */
  train(params: undefined): void;
  /** Shows these runs. */
  choose(params: { readonly ids: readonly string[] }): void;
  /** Lets the person choose which runs to show, from all there are. */
  pickRuns(params: undefined): void;
  /** Makes a shown run the current one. */
  focus(params: { readonly id: string }): void;
  follow(params: { readonly follows: boolean }): void;
  /** Asks where to, and writes the picture there; nothing if the person gives up. */
  save(params: Picture): void;
}

/** Sent to a visible page, in order. News of a run that was not opened, or is no longer shown, is not for the page. */
export interface DashboardEvents {
  shown: ShownRuns;
  /** All that there is of one run; replaces what the page had of it. */
  opened: { readonly run: ShownRun; readonly history: StoredHistory };
  metrics: { readonly id: string; readonly block: MetricsBlock };
  sample: { readonly id: string; readonly sample: Sample };
  event: { readonly id: string; readonly event: RunEvent };
  run: ShownRun;
}
