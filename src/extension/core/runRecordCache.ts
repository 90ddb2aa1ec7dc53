import { namesOf } from '../../common/runNames';
import type { Labels, RunName, RunRecord } from '../../protocol/run';

/**
 * Caches the records of known runs, with the user's latest labels and the names that users see. An answer of
 * the store may be late. So a record from the store is ignored if the run has changed in this window since
 * the request.
 */
export class RunRecordCache {
  private readonly byId = new Map<string, RunRecord>();
  /**
   * The time at which each run was last changed, as a value of `now`. For a record from the store, it is the
   * time of the request. Also contains deleted runs.
   */
  private readonly changed = new Map<string, number>();
  private time = 0;
  /** The time at which the records from the store were forgotten. */
  private forgotten = 0;
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

  /**
   * Returns a number that grows with each call. It orders requests to the store and changes of runs in time.
   */
  now(): number {
    return ++this.time;
  }

  /**
   * Caches a record from the store with its labels. Returns false, and caches nothing, if the record is
   * outdated.
   */
  setStored(record: RunRecord, requested = this.now()): boolean {
    if (this.isOutdated(record.id, requested)) return false;
    this.label(record);
    this.set(record);
    this.changed.set(record.id, requested);
    return true;
  }

  /** Caches the labels of a record from the store, unless the record is outdated. */
  labelStored(record: RunRecord, requested: number): void {
    if (!this.isOutdated(record.id, requested)) this.label(record);
  }

  /**
   * Removes a run that the store did not find. Keeps the run if it has changed in this window since the
   * request.
   */
  deleteMissing(id: string, requested: number): void {
    if (!this.byId.has(id) || this.isOutdated(id, requested)) return;
    this.delete(id);
    this.changed.set(id, requested);
  }

  /**
   * Caches a record from the run's worker. Keeps the cached labels instead of the labels in the record,
   * because the worker may not know the latest labels.
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

  /**
   * Removes all runs that came from the store, because another store is used from now on. Later answers of
   * the old store are ignored, including those about runs that were not known. Keeps the runs for which
   * `isLive` returns true.
   */
  forgetStored(isLive: (id: string) => boolean): void {
    for (const { id } of this.all) if (!isLive(id)) this.delete(id);
    this.forgotten = this.now();
  }

  /**
   * Computes the names of all runs again if a run was added, removed, or changed in a way that affects names.
   * Returns whether the names were computed.
   */
  nameAll(): boolean {
    if (this.isNamed) return false;
    this.isNamed = true;
    this.names = namesOf([...this.byId.values()]);
    for (const [id, record] of this.byId) this.byId.set(id, { ...record, shown: this.names.get(id) });
    this.sorted = undefined;
    return true;
  }

  private isOutdated(id: string, requested: number): boolean {
    return requested < Math.max(this.forgotten, this.changed.get(id) ?? 0);
  }
}

/** Returns a key of everything in a record that names depend on. */
const naming = ({ name, text, settings }: RunRecord) => JSON.stringify([name, text.name, text.uri, settings]);
