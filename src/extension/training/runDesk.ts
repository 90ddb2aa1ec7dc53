import { type Event, EventEmitter } from 'vscode';
import { ChannelClosed } from '../../protocol/channel';
import type { History } from '../../protocol/library';
import type { LiveSetting, RunEvent } from '../../protocol/liveSettings';
import { verbatim } from '../../protocol/message';
import type { Labels, MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import type { SampleParams, StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import type { ReaderWorker } from '../reading/readerWorker';
import type { Library } from '../runs/library';
import { RunHistory } from '../runs/runHistory';
import { RunRecords } from '../runs/runRecords';
import type { Workers } from '../workers/workers';
import { LiveRun } from './liveRun';

/** All runs: those that train in this window and those that are only stored, behind one set of requests. */
export class RunDesk {
  private readonly changed = new EventEmitter<RunRecord | undefined>();
  private readonly measured = new EventEmitter<{ readonly id: string; readonly block: MetricsBlock }>();
  private readonly sampled = new EventEmitter<{ readonly id: string; readonly sample: Sample }>();
  private readonly happened = new EventEmitter<{ readonly id: string; readonly event: RunEvent }>();
  private readonly lost = new EventEmitter<{
    readonly id: string;
    readonly name: string;
    readonly reason: string;
  }>();
  private readonly failed = new EventEmitter<RunRecord>();
  /** One run's record changed or, without a record, the list of runs did. */
  readonly onDidChange: Event<RunRecord | undefined> = this.changed.event;
  readonly onDidMeasure = this.measured.event;
  readonly onDidSample = this.sampled.event;
  /** A setting of a run was changed while it trained. */
  readonly onDidHappen = this.happened.event;
  /** A run ended with a failure, which its record tells. */
  readonly onDidFail: Event<RunRecord> = this.failed.event;
  /** A worker died under its run. */
  readonly onDidLose = this.lost.event;
  private readonly records = new RunRecords();
  private readonly live = new Map<string, LiveRun>();
  private readonly resuming = new Map<string, Promise<RunRecord>>();
  /** Workers that still write down how their runs ended. */
  private readonly ending = new Map<string, Promise<void>>();
  private loading: Promise<void> | undefined;

  constructor(
    private readonly workers: Workers,
    private readonly library: Library,
    private readonly reader: ReaderWorker,
  ) {}

  /** Newest first, as far as they are known: await `load` for the stored ones. */
  get runs(): readonly RunRecord[] {
    return this.records.all;
  }

  run(id: string): RunRecord | undefined {
    return this.records.get(id);
  }

  isLive(id: string): boolean {
    return this.live.has(id);
  }

  /** Reads the list of stored runs, once. */
  load(): Promise<void> {
    this.loading ??= this.read().catch(error => {
      this.loading = undefined; // the next look tries again
      throw error;
    });
    return this.loading;
  }

  /** Forgets the stored runs and reads them anew, from the folder that is now set. */
  async reload(): Promise<void> {
    await Promise.all([this.library.dispose(), this.reader.stop()]);
    for (const { id } of this.records.all) if (!this.live.has(id)) this.records.delete(id);
    this.loading = undefined;
    await this.load();
    this.changed.fire(undefined);
  }

  async start(params: StartParams): Promise<RunRecord> {
    const live = await this.open(new RunHistory());
    return orClose(live, live.start(params));
  }

  /** With another learning rate, if one is given. */
  async resume(id: string, learningRate?: number): Promise<RunRecord> {
    const live = this.live.get(id);
    if (live) {
      if (learningRate !== undefined) await live.changeSetting('training.learningRate', learningRate);
      return live.proceed();
    }
    const resuming =
      this.resuming.get(id) ?? this.reopen(id, learningRate).finally(() => this.resuming.delete(id));
    this.resuming.set(id, resuming);
    return resuming;
  }

  pause(id: string): Promise<RunRecord> {
    return this.liveRun(id).pause();
  }

  stop(id: string): Promise<RunRecord> {
    return this.liveRun(id).stop();
  }

  /** Gives a setting of a run that trains here another value, from its next update on. */
  async changeSetting(id: string, setting: LiveSetting, value: number): Promise<void> {
    await this.liveRun(id).changeSetting(setting, value);
  }

  sample(id: string, params: SampleParams): Promise<Sample> {
    const live = this.live.get(id);
    if (live) return live.sample(params);
    const model = { kind: 'run', id, checkpoint: 'usual', isLive: false } as const;
    return this.reader.channel.ask('sample', { model, ...params });
  }

  /** The newest weights of a run that trains here, as a model file; undefined once it does not. */
  async weights(id: string): Promise<Uint8Array | undefined> {
    return this.live.get(id)?.weights().catch(ignoreClosed);
  }

  /** What `labels` does not name stays. */
  async label(id: string, labels: Labels): Promise<void> {
    this.records.label(await this.library.channel.ask('label', { id, labels }));
    const record = this.records.get(id);
    if (record) this.update(record);
  }

  /** Into the trash, paused if they trained. */
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.live.get(id)?.close();
      this.live.delete(id);
      await this.ending.get(id);
    }
    await this.library.channel.ask('remove', { ids });
    for (const id of ids) this.records.delete(id);
    this.changed.fire(undefined);
  }

  /** Out of the trash. */
  async restore(ids: readonly string[]): Promise<void> {
    for (const record of await this.library.channel.ask('restore', { ids })) this.records.setStored(record);
    this.changed.fire(undefined);
  }

  /** What is in the trash, the last removed first. */
  removed(): Promise<readonly RunRecord[]> {
    return this.library.channel.ask('removed', undefined);
  }

  /** What was removed before a time (ISO 8601) goes for good. */
  emptyTrash(before: string): Promise<void> {
    return this.library.channel.ask('emptyTrash', { before });
  }

  /** Looks at stored runs again, which other windows or programs may have changed, made or removed. */
  async refresh(ids: readonly string[]): Promise<void> {
    if (!this.loading) return; // nobody has looked at them yet
    const stored = new Map(
      (await this.library.channel.ask('list', { ids })).map(record => [record.id, record]),
    );
    for (const id of ids.filter(each => !this.live.has(each))) {
      const record = stored.get(id);
      if (record) this.records.setStored(record);
      else this.records.delete(id);
    }
    this.changed.fire(undefined);
  }

  /** A live run's history is at hand, so that nothing can happen between asking and getting it. */
  history(id: string): History | Promise<History> {
    return this.live.get(id)?.history.snapshot() ?? this.library.channel.ask('history', { id });
  }

  /** Saves and pauses every run, before the window goes away. */
  async suspend(): Promise<void> {
    const closing = [...this.live.values()].map(live => live.close());
    await Promise.allSettled([...closing, ...this.ending.values()]);
    await Promise.all([this.library.dispose(), this.reader.stop()]);
  }

  /** VS Code disposes while it still waits for `suspend`: the workers end there, once they have saved. */
  dispose(): void {
    const { changed, measured, sampled, happened, failed, lost } = this;
    for (const emitter of [changed, measured, sampled, happened, failed, lost]) emitter.dispose();
    void this.suspend();
  }

  private async read(): Promise<void> {
    for (const record of await this.library.channel.ask('list', {})) {
      if (this.live.has(record.id)) this.records.label(record);
      else this.records.setStored(record);
    }
    this.changed.fire(undefined);
  }

  private async reopen(id: string, learningRate: number | undefined): Promise<RunRecord> {
    await this.ending.get(id);
    const stored = await this.library.channel.ask('history', { id });
    const live = await this.open(new RunHistory(stored));
    return orClose(live, live.resume(id, learningRate));
  }

  private async open(history: RunHistory): Promise<LiveRun> {
    const training = [...this.live.values()].filter(({ record }) => record?.state === 'running').length;
    const live = await LiveRun.open(this.workers, history, training);
    live.onDidChange(record => this.follow(live, record));
    live.onDidMeasure(block => live.record && this.measured.fire({ id: live.record.id, block }));
    live.onDidSample(sample => live.record && this.sampled.fire({ id: live.record.id, sample }));
    live.onDidHappen(event => live.record && this.happened.fire({ id: live.record.id, event }));
    live.onDidLose(reason => this.lose(live, reason));
    return live;
  }

  private follow(live: LiveRun, record: RunRecord): void {
    const hadFailed = this.records.get(record.id)?.state === 'failed';
    const goesOn = record.state === 'running' || record.state === 'paused';
    if (goesOn) this.live.set(record.id, live);
    else this.end(live, record.id);
    this.update(record);
    if (record.state === 'failed' && !hadFailed) this.failed.fire(record);
  }

  /** All was saved before it was announced; a failed worker is past saving, so its end is no second failure. */
  private end(live: LiveRun, id: string): void {
    this.live.delete(id);
    const ending = live.close().catch(() => undefined);
    this.ending.set(id, ending);
    void ending.then(() => this.ending.get(id) === ending && this.ending.delete(id));
  }

  private lose(live: LiveRun, reason: string): void {
    const { record } = live;
    if (!record) return; // whoever asked for the start hears it
    this.live.delete(record.id);
    const lost: RunRecord = {
      ...record,
      state: 'interrupted',
      failure: verbatim(reason),
      tokensPerSecond: 0,
    };
    this.update(lost);
    this.lost.fire({ id: lost.id, name: lost.name, reason });
  }

  private update(record: RunRecord): void {
    const isNew = !this.records.get(record.id);
    const labelled = this.records.set(record);
    this.changed.fire(isNew ? undefined : labelled);
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

/** A run that did not come to be leaves no worker behind. */
async function orClose<T>(live: LiveRun, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    await live.dispose();
    throw error;
  }
}
