import type { RunRecord } from '../protocol/run';
import type { StoredHistory } from '../protocol/storage';

/** A run with all its metrics, samples and setting changes. */
export interface ExportedRun {
  readonly record: RunRecord;
  readonly history: StoredHistory;
}
