import * as v from 'valibot';
import type { KindsRecord } from '../../../protocol/kindsComparison';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { COMPARISONS, runId } from '../schemas';
import { comparisonSchema } from './comparisonSchema';

const RECORD = 'comparison.json';

/**
 * Stores comparisons of kinds of models as `comparisons/<id>`: the record, `comparison.json`, and the file of a model of
 * each kind.
 */
export class ComparisonStore {
  constructor(private readonly files: FileSystem) {}

  async save(record: KindsRecord): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`);
    await this.files.writeAtomic(pathOf(record.id, RECORD), bytes);
  }

  async saveModel(id: string, file: string, pieces: Iterable<Uint8Array>): Promise<void> {
    await this.files.writePieces(pathOf(id, file), pieces);
  }

  /** Reads a record. Throws a UserError if there is no such comparison or its record is damaged. */
  async read(id: string): Promise<KindsRecord> {
    const bytes = await this.files.read(pathOf(id, RECORD));
    if (!bytes) throw new UserError('There is no comparison "{0}".', [id]);
    const record = parseJson(comparisonSchema, new TextDecoder().decode(bytes));
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
}

/** Leaves an unreadable comparison out of the list. Its files stay. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/** Returns the path of a file of a comparison. Throws a UserError for an invalid id, because it could lead outside the store. */
function pathOf(id: string, file: string): string {
  if (!v.is(runId, id)) throw new UserError('There is no comparison "{0}".', [id]);
  return `${COMPARISONS}/${id}/${file}`;
}
