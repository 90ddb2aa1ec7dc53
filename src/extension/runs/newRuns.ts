import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Until the modification time of a folder is this old, in milliseconds, the folder is read at every check. A
 * further change within this time might not alter the modification time.
 */
const SETTLED_AFTER = 2000;

/** The runs of a folder that are already known. */
export interface KnownRuns {
  has(id: string): boolean;
  readonly ids: readonly string[];
}

/** Finds runs that were added to or removed from a folder, by polling. It needs no file system events. */
export class NewRuns {
  private seen: number | undefined;
  /** Ids of folders without a `run.json`: a run that is being created, or a stored model. */
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

/** Whether a folder is that of a run: its id begins with its time, or with `run` if an experiment planned it. */
export const isRunId = (name: string) => /^(\d{8}T\d{6}|run)-/.test(name);

/** Returns the modification time in milliseconds. Undefined if there is no such file or folder. */
async function timeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
