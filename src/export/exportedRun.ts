import type { RunRecord } from '../protocol/run';
import type { StoredHistory } from '../protocol/storage';

/** A run with all its metrics, samples and changes of settings. */
export interface ExportedRun {
  readonly record: RunRecord;
  readonly history: StoredHistory;
}
