import type { Labels, RunRecord } from '../../protocol/run';

/** The records of all runs as far as they are known, with the labels that people last gave them. */
export class RunRecordCache {
  private readonly byId = new Map<string, RunRecord>();
  private readonly labels = new Map<string, Labels>();
  private sorted: readonly RunRecord[] | undefined;

  /** Newest first. */
  get all(): readonly RunRecord[] {
    this.sorted ??= [...this.byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    return this.sorted;
  }

  get(id: string): RunRecord | undefined {
    return this.byId.get(id);
  }

  /** As the store has it, which knows its labels. */
  setStored(record: RunRecord): RunRecord {
    this.label(record);
    return this.set(record);
  }

  /** As a worker that trains it tells: with the labels it had when the worker opened it. */
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
