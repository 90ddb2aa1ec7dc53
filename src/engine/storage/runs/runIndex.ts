import * as v from 'valibot';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';

/** The name of the index file. It cannot be the id of a run, because ids begin with a letter or a digit. */
const FILE = '.runs-index';
/**
 * Maximum number of outdated entries of the index. With more, the index is rewritten, which takes about as
 * long as reading the files of this number of runs.
 */
const MOST_STALE = 100;

/** The paths of the small files of a run: its record and its labels. */
export interface ListedPaths {
  readonly id: string;
  readonly record: string;
  /** The path of the file with the labels. The file need not exist. */
  readonly labels: string;
}

/** The contents of the small files of a run, and the stamps that the files had when they were read. */
export interface ListedFiles {
  readonly stamp: string;
  readonly record: string;
  readonly labels?: string;
}

const indexSchema = v.record(
  v.string(),
  v.object({ stamp: v.string(), record: v.string(), labels: v.optional(v.string()) }),
);

/**
 * Caches the small files of all runs in one file, so that thousands of runs can be listed without opening the
 * files of each run. An entry is valid while the stamps of its files are unchanged. For missing, damaged or
 * outdated entries, the files themselves are read. If there are many of these, the index is rewritten.
 */
export class RunIndex {
  private entries: ReadonlyMap<string, ListedFiles> | undefined;

  constructor(private readonly files: FileSystem) {}

  /**
   * Returns the contents of the record files, by the ids of the runs. They may be outdated: they are those at
   * the time when the index was last read or written.
   */
  async known(): Promise<ReadonlyMap<string, Pick<ListedFiles, 'record'>>> {
    this.entries ??= await this.load();
    return this.entries;
  }

  /**
   * Returns the contents of the files of these runs, by the ids of the runs. Omits runs that have no record.
   * `areAll`: whether `runs` are all runs of the store. If so, entries of other runs are removed from the
   * index.
   */
  async read(
    runs: readonly ListedPaths[],
    { areAll }: { readonly areAll: boolean },
  ): Promise<ReadonlyMap<string, ListedFiles>> {
    const stamps = await this.files.stamps(runs.flatMap(({ record, labels }) => [record, labels]));
    const known = this.entries ?? (await this.load());
    const found = await Promise.all(
      runs.map(async (run, i) => {
        const [record, labels = 'none'] = [stamps[2 * i], stamps[2 * i + 1]];
        if (record === undefined) return undefined;
        const stamp = `${record} ${labels}`;
        const entry = known.get(run.id);
        return entry?.stamp === stamp ? entry : this.readFiles(run, stamp);
      }),
    );
    const listed = new Map<string, ListedFiles>();
    const now = new Map(areAll ? [] : known);
    for (const [i, { id }] of runs.entries()) {
      const entry = found[i];
      if (entry) listed.set(id, entry);
      if (entry) now.set(id, entry);
      else now.delete(id);
    }
    await this.keep(now, known);
    return listed;
  }

  private async readFiles({ record, labels }: ListedPaths, stamp: string): Promise<ListedFiles | undefined> {
    try {
      const [bytes, labelBytes] = await Promise.all([this.files.read(record), this.files.read(labels)]);
      if (!bytes) return undefined;
      const decoder = new TextDecoder();
      return {
        stamp,
        record: decoder.decode(bytes),
        ...(labelBytes && { labels: decoder.decode(labelBytes) }),
      };
    } catch {
      return undefined; // a run whose files cannot be read is not listed
    }
  }

  private async keep(
    now: ReadonlyMap<string, ListedFiles>,
    before: ReadonlyMap<string, ListedFiles>,
  ): Promise<void> {
    let changes = Math.max(before.size - now.size, 0);
    for (const [id, entry] of now) if (before.get(id) !== entry) changes++;
    if (changes <= MOST_STALE) {
      this.entries = before;
      return;
    }
    this.entries = now;
    const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(now)));
    const index = new Uint8Array(SUM_LENGTH + json.length);
    index.set(new TextEncoder().encode(sumOf(json)));
    index.set(json, SUM_LENGTH);
    // An error does not matter here: without the index, listing only takes longer.
    await this.files.writeAtomic(FILE, index).catch(() => undefined);
  }

  private async load(): Promise<ReadonlyMap<string, ListedFiles>> {
    const bytes = (await this.files.read(FILE).catch(() => undefined)) ?? new Uint8Array();
    const [sum, json] = [bytes.subarray(0, SUM_LENGTH), bytes.subarray(SUM_LENGTH)];
    const decoder = new TextDecoder();
    const isWhole = decoder.decode(sum) === sumOf(json);
    const entries = isWhole ? parseJson(indexSchema, decoder.decode(json)) : undefined;
    return new Map(Object.entries(entries ?? {}));
  }
}

const SUM_LENGTH = 9;

/**
 * Returns the 32-bit FNV-1a checksum of the bytes as eight hexadecimal digits and a newline. The index
 * contains its own checksum, which reveals damage.
 */
function sumOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return `${(hash >>> 0).toString(16).padStart(SUM_LENGTH - 1, '0')}\n`;
}
