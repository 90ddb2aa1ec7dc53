import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds after a folder's last change in which another one may leave its time the same. */
const SETTLED_AFTER = 2000;

/** The runs that are known, of those in a folder. */
export interface KnownRuns {
  has(id: string): boolean;
  readonly ids: readonly string[];
}

/** Finds runs that come into a folder or go from it, by looking: no event of a file system is needed. */
export class NewRuns {
  private seen: number | undefined;
  /** Folders without a record: a run that is being made, or a model. */
  private unfinished: string[] = [];

  constructor(private readonly folder: string) {}

  /** The ids of the runs that are there and not known, and of those that are known and not there. */
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

export const isRunId = (name: string) => /^\d{8}T\d{6}-/.test(name);

/** When a file or folder changed; undefined where there is none. */
async function timeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
