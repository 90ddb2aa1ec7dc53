import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import type { FileSystem } from './fileSystem';
import { COMPARISON_RECORD, compact, MODEL_RECORD, RECORD, runPath } from './paths';
import { runId, TRASH } from './schemas';

/** The names of the files that make a folder an item. */
const records: readonly string[] = [RECORD, MODEL_RECORD, COMPARISON_RECORD];

/** A run, a model or a comparison in the trash. */
export interface TrashEntry {
  readonly id: string;
  /** Time of removal in the format of the folder's name, such as `20260102T030405`. */
  readonly at: string;
}

/**
 * Stores removed runs, models and comparisons as `trash/<time>.<id>`, from where they can be restored. Both removing
 * and restoring rename the folder, which is atomic.
 */
export class Trash {
  /** `pathOf` returns the path of the folder of an item outside the trash. */
  constructor(
    private readonly files: FileSystem,
    private readonly pathOf: (id: string) => string = runPath,
  ) {}

  /** Moves an item to the trash. `now` is the current time in ISO 8601. */
  async put(id: string, now: string): Promise<void> {
    await this.files.move(this.pathOf(id), folderOf({ id, at: compact(now) }));
  }

  /** Restores an item. Throws a UserError if the trash does not contain it, or an item with its id is there again. */
  async takeBack(id: string): Promise<void> {
    const removed = (await this.list()).find(each => each.id === id);
    if (!removed) throw new UserError('"{0}" is no longer in the trash.', [id]);
    const path = this.pathOf(id);
    const present = await this.files.list(path);
    if (present.some(name => records.includes(name)))
      throw new UserError('"{0}" cannot be restored, because it exists again. Delete it there first.', [id]);
    // A folder without a record, such as that of a lock, is not an item.
    if (present.length > 0) await this.files.remove(path);
    await this.files.move(folderOf(removed), path);
  }

  /** Returns the entries of the trash, most recently removed first. */
  async list(): Promise<TrashEntry[]> {
    const names = await this.files.list(TRASH);
    const removed = names.map(name => ({ at: name.split('.')[0], id: name.slice(name.indexOf('.') + 1) }));
    return removed
      .filter(({ at, id }) => /^\d{8}T\d{6}$/.test(at) && v.is(runId, id))
      .sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /**
   * Reads the record of an entry. Returns undefined if the entry has no file of this name. Records of runs, of models
   * and of comparisons have different names.
   */
  record(removed: TrashEntry, name = RECORD): Promise<Uint8Array | undefined> {
    return this.files.read(`${folderOf(removed)}/${name}`);
  }

  /**
   * Deletes an entry of the trash permanently. Deletes the records first: if the process crashes then, the
   * rest does not look like a run, a model or a comparison.
   */
  async destroy(removed: TrashEntry): Promise<void> {
    for (const name of records) await this.files.remove(`${folderOf(removed)}/${name}`);
    await this.files.remove(folderOf(removed));
  }
}

const folderOf = ({ at, id }: TrashEntry) => `${TRASH}/${at}.${id}`;
