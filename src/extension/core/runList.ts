import { type Event, EventEmitter } from 'vscode';
import { namesOf } from '../../common/runNames';
import { isLanguageModel } from '../../common/runTask';
import type { Labels, RunRecord } from '../../protocol/run';
import { type RunUpdate, recordUpdate } from '../../protocol/runUpdate';
import { Owner } from '../disposableOwner';
import { LazyAction } from '../lazyAction';
import { RunRecordCache } from './runRecordCache';
import type { StorageWorker } from './storageWorker';

/** Number of stored runs that are read and shown first. They fill the screen. */
const FIRST_SHOWN = 100;

/** An update of the list: runs were added, removed, renamed, or read again. */
export interface ListUpdate {
  readonly kind: 'list';
}

const listUpdate: ListUpdate = { kind: 'list' };

/**
 * The list of runs: reads it from the runs folder, labels its runs, moves them to the trash and restores
 * them.
 */
export abstract class RunList extends Owner {
  protected readonly updated = this.own(new EventEmitter<RunUpdate | ListUpdate>());
  /** Fires with every update of a run, and with a ListUpdate when the list changes. */
  readonly onDidUpdate: Event<RunUpdate | ListUpdate> = this.updated.event;
  /**
   * Fires when a run's record changes, with the record, and when the list of runs changes, with undefined.
   */
  readonly onDidChange: Event<RunRecord | undefined> = listener =>
    this.updated.event(update => {
      if (update.kind === 'list') listener(undefined);
      else if (update.kind === 'record') listener(update.record);
    });
  private readonly records = new RunRecordCache();
  private readonly loadingNewest = new LazyAction(
    () => this.readList({ newest: FIRST_SHOWN }),
    () => this.updated.fire(listUpdate),
  );
  private readonly loading = new LazyAction(
    async () => {
      await this.loadingNewest.done();
      await this.readList({});
    },
    () => this.updated.fire(listUpdate),
  );

  constructor(protected readonly storage: StorageWorker) {
    super();
  }

  /**
   * Returns whether the run has a worker in this window. Its record in memory is then newer than the stored
   * one.
   */
  abstract isLive(id: string): boolean;

  /** The known runs, newest first. Contains all stored runs after `load` has completed. */
  get runs(): readonly RunRecord[] {
    return this.records.all;
  }

  /** The runs that train language models, and not networks that label texts or write targets. */
  get languageModels(): readonly RunRecord[] {
    return this.runs.filter(isLanguageModel);
  }

  run(id: string): RunRecord | undefined {
    return this.records.get(id);
  }

  /** Reads the list of stored runs, if it has not been read yet. */
  load(): Promise<void> {
    return this.loading.done();
  }

  /**
   * Starts to read the list of stored runs. Resolves when the newest runs, which fill the screen, are known.
   * Fires `onDidChange` when all others are known.
   */
  async loadNewest(): Promise<void> {
    await Promise.race([this.load(), this.loadingNewest.done()]);
  }

  /** Whether the list of stored runs has been read. */
  get isLoaded(): boolean {
    return this.loading.isDone;
  }

  /**
   * Removes the stored runs from the list and reads them again, after the setting for the runs folder has
   * changed.
   */
  async reload(): Promise<void> {
    this.storage.replace();
    this.records.forgetStored(id => this.isLive(id));
    this.loadingNewest.forget();
    this.loading.forget();
    await this.load();
    this.updated.fire(listUpdate);
  }

  /**
   * Reads the records of stored runs again, because other windows or programs may have changed, added or
   * removed these runs.
   */
  async refresh(ids: readonly string[]): Promise<void> {
    // No record can be outdated before the list is read for the first time.
    if (!this.loading.hasBegun) return;
    const requested = this.records.now();
    const stored = new Map(
      (await this.storage.channel.request('list', { ids })).map(record => [record.id, record]),
    );
    const changed: string[] = [];
    for (const id of ids.filter(each => !this.isLive(each))) {
      const record = stored.get(id);
      const isKnown = this.records.has(id);
      if (!record) this.records.deleteMissing(id, requested);
      else if (this.records.setStored(record, requested) && isKnown) changed.push(id);
    }
    for (const id of changed) this.fireRecord(id);
    this.updated.fire(listUpdate);
  }

  /** Changes those labels of a run that `labels` contains, and leaves the other labels unchanged. */
  async label(id: string, labels: Labels): Promise<void> {
    this.records.label(await this.storage.channel.request('label', { id, labels }));
    const record = this.records.get(id);
    if (record) this.update(record);
  }

  /** Moves runs to the trash. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.storage.channel.request('remove', { ids });
    for (const id of ids) this.records.delete(id);
    this.updated.fire(listUpdate);
  }

  /** Restores runs from the trash. */
  async restore(ids: readonly string[]): Promise<void> {
    const requested = this.records.now();
    for (const record of await this.storage.channel.request('restore', { ids }))
      this.records.setStored(record, requested);
    this.updated.fire(listUpdate);
  }

  /** Stores the run of a run file and adds it to the list. `isNew` is false if the file was imported before. */
  async import(file: Uint8Array): Promise<{ readonly run: RunRecord; readonly isNew: boolean }> {
    await this.load();
    const { record, isNew } = await this.storage.channel.request('importRun', { file });
    if (isNew) this.update(record);
    return { run: this.run(record.id) ?? record, isNew };
  }

  /** Returns the runs in the trash, the most recently removed first. */
  async removed(): Promise<readonly RunRecord[]> {
    const runs = await this.storage.channel.request('removed', undefined);
    const names = namesOf(runs);
    return runs.map(run => ({ ...run, shown: names.get(run.id) }));
  }

  /** Permanently deletes the runs that were moved to the trash before a time (ISO 8601). */
  emptyTrash(before: string): Promise<void> {
    return this.storage.channel.request('emptyTrash', { before });
  }

  /** Adds the record of a run, or replaces the previous record. The record comes from the run's worker. */
  protected update(record: RunRecord): void {
    const isNew = !this.records.has(record.id);
    this.records.set(record);
    const isRenamed = this.records.nameAll();
    if (!isNew) this.fireRecord(record.id);
    if (isNew || isRenamed) this.updated.fire(listUpdate);
  }

  private fireRecord(id: string): void {
    const record = this.records.get(id);
    if (record) this.updated.fire(recordUpdate(record));
  }

  private async readList(which: { readonly newest?: number }): Promise<void> {
    const requested = this.records.now();
    for (const record of await this.storage.channel.request('list', which)) {
      if (this.isLive(record.id)) this.records.labelStored(record, requested);
      else this.records.setStored(record, requested);
    }
  }
}
