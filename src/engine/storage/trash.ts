import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import type { FileSystem } from './fileSystem';
import { compact, MODEL_RECORD, RECORD } from './paths';
import { runId, TRASH } from './schemas';

/** A run or a model in the trash. */
export interface TrashEntry {
  readonly id: string;
  /** As in the name of its folder: `20260102T030405`. */
  readonly at: string;
}

/** Removed runs and models, which can come back: `trash/<time>.<id>`. One rename takes one there or back, whole or not at all. */
export class Trash {
  constructor(private readonly files: FileSystem) {}

  /** `now`: ISO 8601. */
  put(id: string, now: string): Promise<void> {
    return this.files.move(id, folderOf({ id, at: compact(now) }));
  }

  /** Throws a UserError where it is not in the trash. */
  async takeBack(id: string): Promise<void> {
    const removed = (await this.list()).find(each => each.id === id);
    if (!removed) throw new UserError('"{0}" is no longer in the trash.', [id]);
    await this.files.move(folderOf(removed), id);
  }

  /** The last removed first. */
  async list(): Promise<TrashEntry[]> {
    const names = await this.files.list(TRASH);
    const removed = names.map(name => ({ at: name.split('.')[0], id: name.slice(name.indexOf('.') + 1) }));
    return removed
      .filter(({ at, id }) => /^\d{8}T\d{6}$/.test(at) && v.is(runId, id))
      .sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** The record's bytes, where it has some: a run has none of a model, and the other way round. */
  record(removed: TrashEntry, name = RECORD): Promise<Uint8Array | undefined> {
    return this.files.read(`${folderOf(removed)}/${name}`);
  }

  /** For good. The records go first, so that a crash leaves nothing that looks like a run or a model. */
  async destroy(removed: TrashEntry): Promise<void> {
    for (const name of [RECORD, MODEL_RECORD]) await this.files.remove(`${folderOf(removed)}/${name}`);
    await this.files.remove(folderOf(removed));
  }
}

const folderOf = ({ at, id }: TrashEntry) => `${TRASH}/${at}.${id}`;
