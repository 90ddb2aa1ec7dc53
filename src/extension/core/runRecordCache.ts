import type { Labels, RunRecord } from '../../protocol/run';

/** Caches the known run records, with the user's latest labels. */
export class RunRecordCache {
  private readonly byId = new Map<string, RunRecord>();
  private readonly labels = new Map<string, Labels>();
  private sorted: readonly RunRecord[] | undefined;

  /** All known records, newest first. */
  get all(): readonly RunRecord[] {
    this.sorted ??= [...this.byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    return this.sorted;
  }

  get(id: string): RunRecord | undefined {
    return this.byId.get(id);
  }

  /** Caches a record from the store, with the labels in it. */
  setStored(record: RunRecord): RunRecord {
    this.label(record);
    return this.set(record);
  }

  /**
   * Caches a record from the run's worker. Its labels may be outdated, so the latest known ones replace them.
   */
  set(record: RunRecord): RunRecord {
    const labelled = { ...record, ...this.labels.get(record.id) };
    this.byId.set(record.id, labelled);
    this.sorted = undefined;
    return labelled;
  }

  label({ id, name, tags, starred }: Labels & { readonly id: string }): void {
    this.labels.set(id, { name, tags, starred });
  }

  delete(id: string): void {
    this.byId.delete(id);
    this.labels.delete(id);
    this.sorted = undefined;
  }
}
