import type { RunLocks } from '../engine/storage/runs/runLocks';
import type { RunRecord } from '../protocol/run';

/**
 * Corrects the state in a stored record for a process that does not train the run. If the run's own process
 * died during training, the record still says `running`; the result says `interrupted`.
 */
export async function seenRecord(locks: RunLocks, record: RunRecord): Promise<RunRecord> {
  const { id, state } = record;
  const mayBeOpen = state === 'running' || state === 'paused';
  if (mayBeOpen && (await locks.isElsewhere(id))) return { ...record, elsewhere: true };
  return state === 'running' ? { ...record, state: 'interrupted' } : record;
}
