import type { RunLocks } from '../engine/storage/runs/runLocks';
import type { RunRecord } from '../protocol/run';

/**
 * Returns a stored record as a process sees it that does not train the run. Marks the run as `elsewhere` if
 * another process has it open. If the run's own process died during training, the record still says
 * `running`; the result says `interrupted`.
 */
export async function seenRecord(locks: RunLocks, record: RunRecord): Promise<RunRecord> {
  const { id, state } = record;
  const mayBeOpen = state === 'running' || state === 'paused';
  if (mayBeOpen && (await locks.isElsewhere(id))) return { ...record, elsewhere: true };
  return state === 'running' ? { ...record, state: 'interrupted' } : record;
}
