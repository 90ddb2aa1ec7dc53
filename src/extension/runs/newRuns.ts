import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunId } from './runId';

/**
 * Milliseconds between checks for new runs. File system events can be late or missing, and a run that another
 * program trains must be shown within two seconds.
 */
export const LOOK_FOR_NEW_EVERY = 1000;
/**
 * Age of a folder's modification time, in milliseconds, from which it can be trusted. A change soon after
 * another one may leave the modification time unaltered. So a folder with a younger time is read at every
 * check.
 */
const SETTLED_AFTER = 2000;

/** The runs of a folder that are already known. */
export interface KnownRuns {
  has(id: string): boolean;
  readonly ids: readonly string[];
}

/**
 * Finds runs that were added to or removed from a folder. Checks the folder repeatedly, because file system
 * events can be missing.
 */
export class NewRuns {
  private seen: number | undefined;
  /**
   * The names of folders that have no `run.json`. They contain runs that are being created, or stored models.
   */
  private unfinished: string[] = [];

  constructor(private readonly folder: string) {}

  /** Returns the ids of new runs, and of known runs whose folders no longer exist. */
  async look(known: KnownRuns): Promise<string[]> {
    const changed = await timeOf(this.folder);
    if (changed === undefined) return [];
    const isAsSeen = changed === this.seen;
    this.seen = Date.now() - changed > SETTLED_AFTER ? changed : undefined;
    const names = isAsSeen ? undefined : (await readdir(this.folder)).filter(isRunId);
    const candidates = names ? names.filter(id => !known.has(id)) : this.unfinished;
    const times = await Promise.all(candidates.map(id => timeOf(join(this.folder, id, 'run.json'))));
    this.unfinished = candidates.filter((_, i) => times[i] === undefined);
    const found = candidates.filter((_, i) => times[i] !== undefined);
    const there = names && new Set(names);
    return there ? [...found, ...known.ids.filter(id => !there.has(id))] : found;
  }
}

/** Returns the modification time of a file or folder in milliseconds. Undefined if it does not exist. */
async function timeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
