import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '../../protocol/run';

/** Maximum number of runs whose records are read per check. If there are more, only the newest are read. */
const MOST = 100;

/**
 * Returns the ids of unfinished runs that another program has trained further since this window read their
 * records. Reads the records again, because a folder on a network drive delivers no events for changes by
 * other machines. `runs` contains the known runs, newest first.
 */
export async function changedOutside(folder: string, runs: readonly RunRecord[]): Promise<string[]> {
  const unfinished = runs.filter(({ state }) => state === 'paused' || state === 'interrupted').slice(0, MOST);
  const changed = await Promise.all(unfinished.map(run => hasChanged(folder, run)));
  return unfinished.flatMap(({ id }, i) => (changed[i] ? [id] : []));
}

async function hasChanged(folder: string, { id, state, iteration }: RunRecord): Promise<boolean> {
  try {
    // The fields of the record are not validated, because they are only compared.
    const stored: unknown = JSON.parse(await readFile(join(folder, id, 'run.json'), 'utf8'));
    const { state: now, iteration: at } = stored as Partial<RunRecord>;
    // A stored record still says `running` if the run's process died. This window shows such a run as
    // interrupted, so this difference is not a change.
    return at !== iteration || (now !== state && !(now === 'running' && state === 'interrupted'));
  } catch {
    // The record is damaged, or the run was removed, which the search for new runs reports.
    return false;
  }
}
