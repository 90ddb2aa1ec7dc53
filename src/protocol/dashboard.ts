import type { Nothing } from './channel';
import type { History } from './library';
import type { MetricsBlock, RunRecord, Sample, Settings } from './run';

/** Between the extension host and a dashboard page. The host owns the data: a snapshot first, then what is new. */

export interface ShownRun extends RunRecord {
  /** It trains or is paused in this window; a paused run without a worker is only stored, and can but be resumed. */
  readonly live: boolean;
  /** It failed for its loss: the learning rate that may do better. */
  readonly lowerRate?: number;
}

export interface Snapshot {
  /** Nothing to show yet: no run was ever trained or chosen. */
  readonly run?: ShownRun;
  readonly history?: History;
  /** What settings are where nobody chose otherwise. */
  readonly defaults: Settings;
  /** Translations of the page's texts, by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47, for numbers. */
  readonly language: string;
}

export interface DashboardRequests {
  /** Sent by the page whenever it has (re)loaded. */
  ready(params: undefined): Snapshot;
  pause(params: { readonly id: string }): void;
  /** With another learning rate, if one is given. */
  resume(params: { readonly id: string; readonly learningRate?: number }): void;
  stop(params: { readonly id: string }): void;
  sample(params: { readonly id: string; readonly temperature: number }): Sample;
  setLearningRate(params: { readonly id: string; readonly learningRate: number }): void;
  /** Runs the command "Train Elman on this file" on the text last worked with. */
  train(params: undefined): void;
}

/** Sent to a visible page, in order; every event names its run, and a page ignores events of another run. */
export interface DashboardEvents {
  snapshot: Snapshot;
  metrics: { readonly id: string; readonly block: MetricsBlock };
  sample: { readonly id: string; readonly sample: Sample };
  run: ShownRun;
}

/** The page announces nothing: it only asks. */
export type PageEvents = Nothing;
