import { type Event, EventEmitter } from 'vscode';
import { kernelsChanged } from '../../common/kernelChange';
import { ChannelClosed } from '../../protocol/channel';
import type { LiveSetting } from '../../protocol/liveSettings';
import type { Labels, RunRecord, Sample } from '../../protocol/run';
import { type RunUpdate, recordUpdate } from '../../protocol/runUpdate';
import type { StoredHistory } from '../../protocol/storage';
import type { ResumeChanges, SampleParams, StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { LazyAction } from '../lazyAction';
import { Owner } from '../owner';
import type { Workers } from '../workerClients/workers';
import type { LiveRun } from './liveRun';
import { LiveRuns } from './liveRuns';
import type { ReaderWorker } from './readerWorker';
import { RunRecordCache } from './runRecordCache';
import type { StorageWorker } from './storageWorker';

/** Number of stored runs to read and show before the others: more than fit on a screen. */
const FIRST_SHOWN = 100;

/** Runs were added to the list, removed from it, or read again. */
export interface ListUpdate {
  readonly kind: 'list';
}

const listUpdate: ListUpdate = { kind: 'list' };

/** Manages all runs, both those with a worker in this window and those that are only stored. */
export class RunManager extends Owner {
  private readonly updated = this.own(new EventEmitter<RunUpdate | ListUpdate>());
  private readonly failed = this.own(new EventEmitter<RunRecord>());
  private readonly lost = this.own(new EventEmitter<{ readonly run: RunRecord; readonly reason: string }>());
  private readonly warned = this.own(new EventEmitter<UserError>());
  /** Fires with every update of a run, and when runs are added to the list or removed from it. */
  readonly onDidUpdate: Event<RunUpdate | ListUpdate> = this.updated.event;
  /** Fires when the record of one run changes or, without a record, when the list of runs changes. */
  readonly onDidChange: Event<RunRecord | undefined> = listener =>
    this.updated.event(update => {
      if (update.kind === 'list') listener(undefined);
      else if (update.kind === 'record') listener(update.record);
    });
  /** Fires while a run that is started or resumed reads a large text. */
  readonly onDidRead;
  /** Fires when a run fails. Its record contains the reason. */
  readonly onDidFail: Event<RunRecord> = this.failed.event;
  /** Fires when the worker of a run ends unexpectedly. */
  readonly onDidLose = this.lost.event;
  /** Fires when a run is resumed with other kernels than before. The user should know. */
  readonly onDidWarn: Event<UserError> = this.warned.event;
  private readonly records = new RunRecordCache();
  private readonly live: LiveRuns;
  private readonly beginning = new LazyAction(() => this.readNewest());
  private readonly loading = new LazyAction(() => this.read());

  constructor(
    workers: Workers,
    private readonly storage: StorageWorker,
    private readonly reader: ReaderWorker,
  ) {
    super();
    this.live = this.own(new LiveRuns(workers, storage));
    this.onDidRead = this.live.onDidRead;
    this.live.onDidUpdate(update => {
      if (update.kind === 'record') this.follow(update.record);
      else this.updated.fire(update);
    });
    this.live.onDidLose(({ record, reason }) => {
      this.update(record);
      this.lost.fire({ run: record, reason });
    });
  }

  /** The known runs, newest first. Stored runs are included once `load` has completed. */
  get runs(): readonly RunRecord[] {
    return this.records.all;
  }

  run(id: string): RunRecord | undefined {
    return this.records.get(id);
  }

  isLive(id: string): boolean {
    return this.live.get(id) !== undefined;
  }

  /** Reads the list of stored runs, if it has not been read yet. */
  load(): Promise<void> {
    return this.loading.done();
  }

  /**
   * Starts to read the list of stored runs. Resolves once the newest ones are known, enough to fill a screen.
   * `onDidChange` reports the others.
   */
  async loadNewest(): Promise<void> {
    await Promise.race([this.load(), this.beginning.done()]);
  }

  /** Whether the list of stored runs has been read. */
  get isLoaded(): boolean {
    return this.loading.isDone;
  }

  /** Forgets the stored runs and reads them again, from the folder that is now set. */
  async reload(): Promise<void> {
    await Promise.all([this.storage.dispose(), this.reader.stop()]);
    for (const { id } of this.records.all) if (!this.isLive(id)) this.records.delete(id);
    this.beginning.forget();
    this.loading.forget();
    await this.load();
    this.updated.fire(listUpdate);
  }

  start(params: StartParams): Promise<RunRecord> {
    return this.live.start(params);
  }

  /** Resumes a run, with the given changes. */
  async resume(id: string, changes?: ResumeChanges): Promise<RunRecord> {
    const before = this.records.get(id);
    const record = await this.live.resume(id, changes);
    const warning = before && kernelsChanged(before.kernels, record);
    if (warning) this.warned.fire(warning);
    return record;
  }

  pause(id: string): Promise<RunRecord> {
    return this.liveRun(id).pause();
  }

  stop(id: string): Promise<RunRecord> {
    return this.liveRun(id).stop();
  }

  /** Changes a setting of a run that is live in this window, from its next update on. */
  async changeSetting(id: string, setting: LiveSetting, value: number): Promise<void> {
    await this.liveRun(id).changeSetting(setting, value);
  }

  sample(id: string, params: SampleParams): Promise<Sample> {
    const live = this.live.get(id);
    if (live) return live.sample(params);
    const model = { kind: 'run', id, checkpoint: 'usual', isLive: false } as const;
    return this.reader.channel.request('sample', { model, ...params });
  }

  /**
   * Returns the newest weights of a live run as a model file. Undefined if the run is not live in this
   * window.
   */
  async weights(id: string): Promise<Uint8Array | undefined> {
    return this.live.get(id)?.weights().catch(ignoreClosed);
  }

  /** Changes the labels of a run. Labels that are not in `labels` stay the same. */
  async label(id: string, labels: Labels): Promise<void> {
    this.records.label(await this.storage.channel.request('label', { id, labels }));
    const record = this.records.get(id);
    if (record) this.update(record);
  }

  /** Moves runs to the trash. Those that are training are paused first. */
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.live.close(id);
    await this.storage.channel.request('remove', { ids });
    for (const id of ids) this.records.delete(id);
    this.updated.fire(listUpdate);
  }

  /** Restores runs from the trash. */
  async restore(ids: readonly string[]): Promise<void> {
    for (const record of await this.storage.channel.request('restore', { ids }))
      this.records.setStored(record);
    this.updated.fire(listUpdate);
  }

  /** Returns the runs in the trash, the most recently removed first. */
  removed(): Promise<readonly RunRecord[]> {
    return this.storage.channel.request('removed', undefined);
  }

  /** Permanently deletes what was removed before a time (ISO 8601). */
  emptyTrash(before: string): Promise<void> {
    return this.storage.channel.request('emptyTrash', { before });
  }

  /**
   * Reads the records of stored runs again. Other windows or programs may have changed, added or removed
   * them.
   */
  async refresh(ids: readonly string[]): Promise<void> {
    if (!this.loading.hasBegun) return; // the list has not been requested yet
    const requested = this.records.now();
    const stored = new Map(
      (await this.storage.channel.request('list', { ids })).map(record => [record.id, record]),
    );
    for (const id of ids.filter(each => !this.isLive(each))) {
      const record = stored.get(id);
      const isKnown = this.records.get(id) !== undefined;
      if (!record) this.records.deleteMissing(id, requested);
      else if (this.records.setStored(record, requested) && isKnown) this.updated.fire(recordUpdate(record));
    }
    this.updated.fire(listUpdate);
  }

  /**
   * Returns the history of a run. That of a live run is returned synchronously, so that no update is missed.
   */
  history(id: string): StoredHistory | Promise<StoredHistory> {
    return this.live.get(id)?.history.snapshot() ?? this.storage.channel.request('history', { id });
  }

  /** Saves and pauses every run and ends all workers, before the window closes. */
  async suspend(): Promise<void> {
    await this.live.suspend();
    await Promise.all([this.storage.dispose(), this.reader.stop()]);
  }

  /**
   * Disposes the events. VS Code calls this while it waits for `suspend`, which ends the workers after they
   * save.
   */
  override dispose(): void {
    super.dispose();
    void this.suspend();
  }

  private async readNewest(): Promise<void> {
    await this.readList({ newest: FIRST_SHOWN });
  }

  private async read(): Promise<void> {
    await this.beginning.done();
    await this.readList({});
  }

  private async readList(which: { readonly newest?: number }): Promise<void> {
    const requested = this.records.now();
    for (const record of await this.storage.channel.request('list', which)) {
      if (this.isLive(record.id)) this.records.labelStored(record, requested);
      else this.records.setStored(record, requested);
    }
    this.updated.fire(listUpdate);
  }

  private follow(record: RunRecord): void {
    const hadFailed = this.records.get(record.id)?.state === 'failed';
    this.update(record);
    if (record.state === 'failed' && !hadFailed) this.failed.fire(record);
  }

  private update(record: RunRecord): void {
    const isNew = !this.records.get(record.id);
    const labelled = this.records.set(record);
    this.updated.fire(isNew ? listUpdate : recordUpdate(labelled));
  }

  private liveRun(id: string): LiveRun {
    const live = this.live.get(id);
    if (live) return live;
    const name = this.records.get(id)?.name ?? id;
    throw new UserError('"{0}" is not training in this window. Resume it first.', [name]);
  }
}

function ignoreClosed(error: unknown): undefined {
  if (!(error instanceof ChannelClosed)) throw error;
}
