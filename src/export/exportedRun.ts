import type { History } from '../protocol/library';
import type { RunRecord } from '../protocol/run';

/** A run with everything that was measured, sampled and changed in it. */
export interface ExportedRun {
  readonly record: RunRecord;
  readonly history: History;
}
