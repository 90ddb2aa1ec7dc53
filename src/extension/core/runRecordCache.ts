import { namesOf } from '../../common/runNames';
import type { Labels, RunName, RunRecord } from '../../protocol/run';

/**
 * Caches the known run records, with the user's latest labels and the names that users see. The store answers late: what it had read of a run
 * before that run changed here is ignored.
 */
export class RunRecordCache {
  private readonly byId = new Map<string, RunRecord>();
  /**
   * The time of the last change of each run, also of deleted ones. A stored record has the time of its
   * request.
   */
  private readonly changed = new Map<string, number>();
  private time = 0;
  private readonly labels = new Map<string, Labels>();
  private sorted: readonly RunRecord[] | undefined;
  private names: ReadonlyMap<string, RunName> = new Map();
  private isNamed = true;

  /** All known records, newest first. */
  get all(): readonly RunRecord[] {
    this.nameAll();
    this.sorted ??= [...this.byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    return this.sorted;
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  get(id: string): RunRecord | undefined {
    this.nameAll();
    return this.byId.get(id);
  }

  /** Returns the time of a request to the store. Counts requests and changes. */
  now(): number {
    return ++this.time;
  }

  /** Caches a record from the store, with the labels in it. Returns false if it is outdated. */
  setStored(record: RunRecord, requested = this.now()): boolean {
    if (this.isOutdated(record.id, requested)) return false;
    this.label(record);
    this.set(record);
    this.changed.set(record.id, requested);
    return true;
  }

  /** Caches the labels of a record from the store, unless they are outdated. */
  labelStored(record: RunRecord, requested: number): void {
    if (!this.isOutdated(record.id, requested)) this.label(record);
  }

  /** Forgets a run that the store did not find, unless the run has changed since. */
  deleteMissing(id: string, requested: number): void {
    if (!this.isOutdated(id, requested)) this.delete(id);
  }

  /**
   * Caches a record from the run's worker. Its labels may be outdated, so the latest known ones replace them.
   */
  set(record: RunRecord): void {
    const { id } = record;
    const before = this.byId.get(id);
    const labelled = { ...record, ...this.labels.get(id), shown: this.names.get(id) };
    if (!before || naming(before) !== naming(labelled)) this.isNamed = false;
    this.byId.set(id, labelled);
    this.changed.set(id, this.now());
    this.sorted = undefined;
  }

  label({ id, name, tags, starred, note }: Labels & { readonly id: string }): void {
    this.labels.set(id, { name, tags, starred, note });
    this.changed.set(id, this.now());
  }

  delete(id: string): void {
    if (this.byId.delete(id)) this.isNamed = false;
    this.labels.delete(id);
    this.changed.set(id, this.now());
    this.sorted = undefined;
  }

  /** Names all runs, if what names depend on has changed. Returns whether it had. */
  nameAll(): boolean {
    if (this.isNamed) return false;
    this.isNamed = true;
    this.names = namesOf([...this.byId.values()]);
    for (const [id, record] of this.byId) this.byId.set(id, { ...record, shown: this.names.get(id) });
    this.sorted = undefined;
    return true;
  }

  private isOutdated(id: string, requested: number): boolean {
    return requested < (this.changed.get(id) ?? 0);
  }
}

/** What the names of runs depend on. */
const naming = ({ name, text, settings }: RunRecord) => JSON.stringify([name, text.name, text.uri, settings]);
