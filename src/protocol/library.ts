import type { Nothing } from './channel';
import type { MetricsBlock, RunRecord, Sample, Score } from './run';
import type { SampleParams, ScoreParams } from './trainer';

/** Between the extension host and the library worker: everything about runs that are not training. */

export interface History {
  readonly metrics: MetricsBlock;
  readonly samples: readonly Sample[];
}

export interface LibraryRequests {
  /** All runs that can be read, newest first. */
  list(params: undefined): readonly RunRecord[];
  history(params: { readonly id: string }): History;
  rename(params: { readonly id: string; readonly name: string }): RunRecord;
  remove(params: { readonly id: string }): void;
  /** With the newest checkpoint of a run. */
  score(params: ScoreParams & { readonly id: string }): Score;
  sample(params: SampleParams & { readonly id: string }): Sample;
}

/** The library announces nothing. */
export type LibraryEvents = Nothing;
