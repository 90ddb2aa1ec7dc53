import * as v from 'valibot';
import type { Labels, RunRecord } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { RECORD, runPath } from '../paths';
import { runId } from '../schemas';
import { recordSchema } from './recordSchema';
import { RunIndex } from './runIndex';
import { labelsFrom, labelsPath, RunLabels } from './runLabels';
import { averagedRecord } from './uncorrectedAverage';

/** Reads and writes the records of runs, `<id>/run.json`, and their labels. */
export class RunRecords {
  private readonly labels: RunLabels;
  private readonly index: RunIndex;

  constructor(private readonly files: FileSystem) {
    this.labels = new RunLabels(files);
    this.index = new RunIndex(files);
  }

  async save(record: RunRecord): Promise<void> {
    const json = `${JSON.stringify(record, undefined, 2)}\n`;
    await this.files.writeAtomic(runPath(record.id, RECORD), new TextEncoder().encode(json));
  }

  /** Reads a record with its labels. Throws a UserError if there is no such run or its record is damaged. */
  async read(id: string): Promise<RunRecord> {
    const bytes = await this.bytes(id);
    if (!bytes) throw new UserError('There is no run "{0}".', [id]);
    const record = recordIn(bytes);
    if (record?.id !== id) throw new UserError('The record of the run "{0}" (run.json) is damaged.', [id]);
    return { ...record, ...(await this.labels.read(id)) };
  }

  /** Returns whether the run has a record, which may be damaged. */
  async exists(id: string): Promise<boolean> {
    return (await this.bytes(id)) !== undefined;
  }

  /**
   * Returns the records of all runs, or only of the runs in `ids`, newest first. Skips records that cannot be
   * read.
   */
  async list(ids?: readonly string[]): Promise<RunRecord[]> {
    if (!ids) return this.listAll();
    const records = await Promise.all(ids.map(id => this.read(id).catch(() => undefined)));
    return newestFirst(records);
  }

  /** Returns the newest runs. Their order follows from their ids, which begin with the creation time. */
  async newest(count: number): Promise<RunRecord[]> {
    return this.list((await this.ids()).sort().reverse().slice(0, count));
  }

  /** Changes the labels that `labels` contains. Leaves the other labels unchanged. */
  async label(id: string, labels: Labels): Promise<RunRecord> {
    await this.read(id); // throws if there is no such run
    await this.labels.change(id, labels);
    return this.read(id);
  }

  /**
   * Returns the bytes of the records of all runs, including damaged records. Undefined for a folder without a
   * record.
   */
  async all(): Promise<(Uint8Array | undefined)[]> {
    return Promise.all((await this.ids()).map(id => this.bytes(id)));
  }

  private async listAll(): Promise<RunRecord[]> {
    const ids = await this.ids();
    const found = await this.index.read(
      ids.map(id => ({ id, record: runPath(id, RECORD), labels: labelsPath(id) })),
    );
    const records = [...found].map(([id, files]) => {
      const record = recordFrom(files.record);
      return record?.id === id ? { ...record, ...labelsFrom(files.labels) } : undefined;
    });
    return newestFirst(records);
  }

  private bytes(id: string): Promise<Uint8Array | undefined> {
    return this.files.read(runPath(id, RECORD));
  }

  private async ids(): Promise<string[]> {
    const names = await this.files.list('');
    return names.filter(name => v.is(runId, name));
  }
}

function newestFirst(records: readonly (RunRecord | undefined)[]): RunRecord[] {
  return records
    .filter(record => record !== undefined)
    .sort((a, b) => (a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? 1 : -1));
}

/** Decodes the bytes of a record. Returns undefined if they are damaged. */
export function recordIn(bytes: Uint8Array): RunRecord | undefined {
  return recordFrom(new TextDecoder().decode(bytes));
}

function recordFrom(json: string): RunRecord | undefined {
  const record = parseJson(recordSchema, json);
  return record && averagedRecord(record);
}
