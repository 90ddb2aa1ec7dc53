import type { RunRecord } from '../protocol/run';
import type { StoredHistory } from '../protocol/storage';

/** A run with everything that was measured, sampled and changed in it. */
export interface ExportedRun {
  readonly record: RunRecord;
  readonly history: StoredHistory;
}
