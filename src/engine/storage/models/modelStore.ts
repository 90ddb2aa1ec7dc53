import * as v from 'valibot';
import type { NgramOrMixture } from '../../../protocol/ngramOrMixture';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { MODEL_RECORD as RECORD, runPath } from '../paths';
import { runId } from '../schemas';
import { Trash } from '../trash';
import { madeModelSchema } from './madeModelSchema';

const ARPA = 'model.arpa';

/**
 * Stores n-gram models and mixtures in folders next to those of the runs: `<id>/model.json` and, for n-grams,
 * `<id>/model.arpa`.
 */
export class ModelStore {
  private readonly trash: Trash;

  constructor(private readonly files: FileSystem) {
    this.trash = new Trash(files);
  }

  /**
   * Stores a model. Writes the record last: if the process crashes before, the incomplete model has no record
   * and is not listed.
   */
  async create(record: NgramOrMixture, arpa?: Uint8Array): Promise<void> {
    if (arpa) await this.files.writeAtomic(runPath(record.id, ARPA), arpa);
    await this.save(record);
  }

  /** Reads the record of a model. Throws a UserError if there is no such model or its record is damaged. */
  async read(id: string): Promise<NgramOrMixture> {
    const bytes = await this.files.read(runPath(id, RECORD));
    if (!bytes) throw new UserError('There is no model "{0}".', [id]);
    const record = recordIn(bytes);
    if (record?.id !== id)
      throw new UserError('The record of the model "{0}" (model.json) is damaged.', [id]);
    return record;
  }

  /** Reads the ARPA file of an n-gram model. Throws a UserError if the file no longer exists. */
  async arpa({ id, name }: NgramOrMixture): Promise<Uint8Array> {
    const bytes = await this.files.read(runPath(id, ARPA));
    if (bytes) return bytes;
    throw new UserError('The n-grams of the model "{0}" (model.arpa) no longer exist. Train it again.', [
      name,
    ]);
  }

  /** Returns the records of all models. Skips models whose record cannot be read. */
  async list(): Promise<NgramOrMixture[]> {
    const ids = (await this.files.list('')).filter(name => v.is(runId, name));
    const records = await Promise.all(ids.map(id => this.read(id).catch(() => undefined)));
    return records.filter(record => record !== undefined);
  }

  async rename(id: string, name: string): Promise<NgramOrMixture> {
    const record = { ...(await this.read(id)), name };
    await this.save(record);
    return record;
  }

  /**
   * Moves a model to the trash, which contains removed models and runs. `now` is the current time in ISO
   * 8601.
   */
  async remove(id: string, now: string): Promise<void> {
    await this.trash.put(runPath(id), now);
  }

  /** Restores a model from the trash. Throws a UserError if the trash does not contain it. */
  async restore(id: string): Promise<NgramOrMixture> {
    await this.trash.takeBack(id);
    return this.read(id);
  }

  /** Returns the records of the models in the trash, most recently removed first. */
  async removed(): Promise<NgramOrMixture[]> {
    const found = (await this.trash.list()).map(each => this.trash.record(each, RECORD));
    const records = (await Promise.all(found)).map(bytes => bytes && recordIn(bytes));
    return records.filter(record => record !== undefined);
  }

  private async save(record: NgramOrMixture): Promise<void> {
    const json = `${JSON.stringify(record, undefined, 2)}\n`;
    await this.files.writeAtomic(runPath(record.id, RECORD), new TextEncoder().encode(json));
  }
}

function recordIn(bytes: Uint8Array): NgramOrMixture | undefined {
  return parseJson(madeModelSchema, new TextDecoder().decode(bytes));
}
