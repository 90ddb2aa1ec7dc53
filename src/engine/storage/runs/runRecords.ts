import * as v from 'valibot';
import type { Labels, RunRecord } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { compact, RECORD, runPath } from '../paths';
import { runId } from '../schemas';
import { recordSchema } from './recordSchema';
import { RunIndex } from './runIndex';
import { labelsFrom, labelsPath, RunLabels } from './runLabels';
import { averagedRecord } from './uncorrectedAverage';

/** Maximum number of runs whose records are read one by one. For more runs, the index is faster. */
const FEW = 200;

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
    if (!ids) return this.listIndexed(await this.ids(), { areAll: true });
    if (ids.length > FEW) return this.listIndexed(ids, { areAll: false });
    const records = await Promise.all(ids.map(id => this.read(id).catch(() => undefined)));
    return newestFirst(records);
  }

  /**
   * Returns the newest runs. Most ids begin with the creation time. For other ids, such as those of an
   * experiment's runs, the index contains the time. Runs whose time is not known may be among the newest, so
   * up to `count` of them are read.
   */
  async newest(count: number): Promise<RunRecord[]> {
    const [ids, known] = [await this.ids(), await this.index.known()];
    const times = ids.map(id => ({
      id,
      time: timeIn(id) ?? timeIn(compact(createdIn(known.get(id)?.record))),
    }));
    const unknown = times.filter(({ time }) => time === undefined);
    const newest = times
      .filter(({ time }) => time !== undefined)
      .sort((a, b) => ((a.time ?? '') < (b.time ?? '') || (a.time === b.time && a.id < b.id) ? 1 : -1));
    const chosen = [...newest.slice(0, count), ...unknown.slice(0, count)];
    return (await this.list(chosen.map(({ id }) => id))).slice(0, count);
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

  /**
   * Reads records through the index, which is faster for many runs. `areAll`: whether `ids` are those of all
   * runs.
   */
  private async listIndexed(
    ids: readonly string[],
    { areAll }: { readonly areAll: boolean },
  ): Promise<RunRecord[]> {
    const found = await this.index.read(
      ids.map(id => ({ id, record: runPath(id, RECORD), labels: labelsPath(id) })),
      { areAll },
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

/**
 * Returns the time at the start of an id, such as `20260102T030405`. Undefined if the id does not begin with
 * a time.
 */
const timeIn = (id: string) => /^\d{8}T\d{6}/.exec(id)?.[0];

/** Returns the creation time in the JSON of a record, in ISO 8601. Empty if there is none. */
const createdIn = (json = '') => /"createdAt":\s*"([^"]*)"/.exec(json)?.[1] ?? '';

/** Decodes the bytes of a record. Returns undefined if they are damaged. */
export function recordIn(bytes: Uint8Array): RunRecord | undefined {
  return recordFrom(new TextDecoder().decode(bytes));
}

function recordFrom(json: string): RunRecord | undefined {
  const record = parseJson(recordSchema, json);
  return record && averagedRecord(record);
}
