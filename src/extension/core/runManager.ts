import { type Event, EventEmitter } from 'vscode';
import { kernelsChanged } from '../../common/kernelChange';
import { fullName } from '../../common/runNames';
import { ChannelClosed } from '../../protocol/channel';
import type { RunRecord, Sample } from '../../protocol/run';
import type { StoredHistory } from '../../protocol/storage';
import type { ResumeChanges, SampleParams, StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import type { LiveSetting } from '../../settings/settings';
import type { TrainerChannel, Workers } from '../workerClients/workers';
import { LiveRuns } from './liveRuns';
import type { ReaderWorker } from './readerWorker';
import { RunList } from './runList';
import type { StorageWorker } from './storageWorker';

/** Manages all runs: the list of stored runs, and live runs, which have a worker in this window. */
export class RunManager extends RunList {
  private readonly failed = this.own(new EventEmitter<RunRecord>());
  private readonly lost = this.own(new EventEmitter<{ readonly run: RunRecord; readonly reason: string }>());
  private readonly warned = this.own(new EventEmitter<UserError>());
  /** Fires with the progress of reading a large text, while a run is started or resumed. */
  readonly onDidRead;
  /** Fires when a run fails, with the run's record, which contains the reason. */
  readonly onDidFail: Event<RunRecord> = this.failed.event;
  /** Fires when the worker of a run ends unexpectedly, with the run's last record. */
  readonly onDidLose = this.lost.event;
  /**
   * Fires with a warning when a run is resumed with another kernel build than before, because its results may
   * then differ slightly.
   */
  readonly onDidWarn: Event<UserError> = this.warned.event;
  private readonly live: LiveRuns;

  constructor(
    workers: Workers,
    storage: StorageWorker,
    private readonly reader: ReaderWorker,
  ) {
    super(storage);
    this.live = this.own(new LiveRuns(workers, storage));
    this.onDidRead = this.live.onDidRead;
    this.live.onDidUpdate(update => {
      if (update.kind === 'record') this.follow(update.record);
      else this.updated.fire(update);
    });
    this.live.onDidLose(({ record, reason }) => {
      this.update(record);
      this.lost.fire({ run: this.run(record.id) ?? record, reason });
    });
  }

  override isLive(id: string): boolean {
    return this.live.get(id) !== undefined;
  }

  override async reload(): Promise<void> {
    this.reader.replace();
    await super.reload();
  }

  /** Moves runs to the trash. Runs that are training are paused first. */
  override async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.live.close(id);
    await super.remove(ids);
  }

  start(params: StartParams): Promise<RunRecord> {
    return this.live.start(params);
  }

  /** Resumes a run, with the given changes. */
  async resume(id: string, changes?: ResumeChanges, until?: number): Promise<RunRecord> {
    const before = this.run(id);
    const record = await this.live.resume(id, changes, until);
    const warning = before && kernelsChanged(before.kernels, record);
    if (warning) this.warned.fire(warning);
    return record;
  }

  pause(id: string): Promise<RunRecord> {
    return this.channelOf(id).request('pause', undefined);
  }

  stop(id: string): Promise<RunRecord> {
    return this.channelOf(id).request('stop', undefined);
  }

  /**
   * Changes a setting of a run that has a worker in this window. The new value takes effect at the run's next
   * update.
   */
  async changeSetting(id: string, setting: LiveSetting, value: number): Promise<void> {
    await this.channelOf(id).request('change', { setting, value });
  }

  sample(id: string, params: SampleParams): Promise<Sample> {
    const live = this.live.get(id);
    if (live) return live.channel.request('sample', params);
    const model = { kind: 'run', id, checkpoint: 'usual', isLive: false } as const;
    return this.reader.channel.request('sample', { model, ...params });
  }

  /**
   * Returns the newest weights of a run as a model file. Undefined if the run has no worker in this window.
   */
  async weights(id: string): Promise<Uint8Array | undefined> {
    return this.live.get(id)?.channel.request('weights', undefined).catch(ignoreClosed);
  }

  /**
   * Returns the history of a run. For a run with a worker in this window, returns the history itself and not
   * a promise, so that the caller misses no update between the history and the next event.
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
   * Disposes the events, and ends the workers through `suspend`, which first saves their runs. When a window
   * closes, VS Code calls this method while it still waits for an earlier call of `suspend`.
   */
  override dispose(): void {
    super.dispose();
    void this.suspend();
  }

  private follow(record: RunRecord): void {
    const hadFailed = this.run(record.id)?.state === 'failed';
    this.update(record);
    if (record.state === 'failed' && !hadFailed) this.failed.fire(this.run(record.id) ?? record);
  }

  /** Returns the channel to the worker of a run. Throws a UserError if the run has none in this window. */
  private channelOf(id: string): TrainerChannel {
    const live = this.live.get(id);
    if (live) return live.channel;
    const run = this.run(id);
    throw new UserError('"{0}" is not training in this window. Resume it first.', [run ? fullName(run) : id]);
  }
}

function ignoreClosed(error: unknown): undefined {
  if (!(error instanceof ChannelClosed)) throw error;
}
