import * as v from 'valibot';
import type { KindsRecord } from '../../../protocol/kindsComparison';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { comparisonPath, COMPARISON_RECORD as RECORD } from '../paths';
import { COMPARISONS, runId } from '../schemas';
import { Trash } from '../trash';
import { comparisonSchema } from './comparisonSchema';

/**
 * Stores comparisons of kinds of models as `comparisons/<id>`: the record, `comparison.json`, and the file of a model of
 * each kind.
 */
export class ComparisonStore {
  private readonly trash: Trash;

  constructor(private readonly files: FileSystem) {
    this.trash = new Trash(files, comparisonPath);
  }

  async save(record: KindsRecord): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`);
    await this.files.writeAtomic(comparisonPath(record.id, RECORD), bytes);
  }

  async saveModel(id: string, file: string, pieces: Iterable<Uint8Array>): Promise<void> {
    await this.files.writePieces(comparisonPath(id, file), pieces);
  }

  /** Reads a record. Throws a UserError if there is no such comparison or its record is damaged. */
  async read(id: string): Promise<KindsRecord> {
    const record = await this.find(id);
    if (record) return record;
    throw new UserError('There is no comparison "{0}".', [id]);
  }

  /** Reads a record. Undefined if there is no such comparison. Throws a UserError if its record is damaged. */
  async find(id: string): Promise<KindsRecord | undefined> {
    const bytes = await this.files.read(comparisonPath(id, RECORD));
    if (!bytes) return undefined;
    const record = recordIn(bytes);
    if (record?.id === id) return record;
    throw new UserError('The record of the comparison "{0}" (comparison.json) is damaged.', [id]);
  }

  /** Returns all readable comparisons, newest first. */
  async list(): Promise<KindsRecord[]> {
    const ids = (await this.files.list(COMPARISONS)).filter(name => v.is(runId, name));
    const records = await Promise.all(ids.map(id => this.read(id).catch(unreadable)));
    return records
      .filter(record => record !== undefined)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** Moves a comparison to the trash, which also contains removed runs and models. `now` is in ISO 8601. */
  remove(id: string, now: string): Promise<void> {
    return this.trash.put(id, now);
  }

  /** Restores a comparison from the trash. Throws a UserError if the trash does not contain it. */
  async restore(id: string): Promise<KindsRecord> {
    await this.trash.takeBack(id);
    return this.read(id);
  }

  /** Returns the records of the comparisons in the trash, most recently removed first. */
  async removed(): Promise<KindsRecord[]> {
    const found = (await this.trash.list()).map(each => this.trash.record(each, RECORD));
    const records = (await Promise.all(found)).map(bytes => bytes && recordIn(bytes));
    return records.filter(record => record !== undefined);
  }
}

function recordIn(bytes: Uint8Array): KindsRecord | undefined {
  return parseJson(comparisonSchema, new TextDecoder().decode(bytes));
}

/** Leaves an unreadable comparison out of the list. Its files stay. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}
