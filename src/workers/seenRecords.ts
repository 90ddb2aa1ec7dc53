import type { RunLocks } from '../engine/storage/runs/runLocks';
import type { RunRecord } from '../protocol/run';

/**
 * Returns a stored record with the state that the run has, as seen by a process that does not train it. A run whose
 * process ended during training is still stored as `running`.
 */
export async function seenRecord(locks: RunLocks, record: RunRecord): Promise<RunRecord> {
  const { id, state } = record;
  const mayBeOpen = state === 'running' || state === 'paused';
  if (mayBeOpen && (await locks.isElsewhere(id))) return { ...record, elsewhere: true };
  return state === 'running' ? { ...record, state: 'interrupted' } : record;
}
