import { type Event, EventEmitter } from 'vscode';
import type { RunEvent } from '../../protocol/liveSettings';
import { verbatim } from '../../protocol/message';
import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import type { StartParams } from '../../protocol/trainer';
import type { Workers } from '../workerClients/workers';
import { LiveRun } from './liveRun';
import { RunHistory } from './runHistory';
import type { StorageWorker } from './storageWorker';

/** Manages the runs that have a worker in this window. */
export class LiveRuns {
  private readonly changed = new EventEmitter<RunRecord>();
  private readonly measured = new EventEmitter<{ readonly id: string; readonly block: MetricsBlock }>();
  private readonly sampled = new EventEmitter<{ readonly id: string; readonly sample: Sample }>();
  private readonly happened = new EventEmitter<{ readonly id: string; readonly event: RunEvent }>();
  private readonly lost = new EventEmitter<{ readonly record: RunRecord; readonly reason: string }>();
  readonly onDidChange: Event<RunRecord> = this.changed.event;
  readonly onDidMeasure = this.measured.event;
  readonly onDidSample = this.sampled.event;
  /** Fires when a setting of a run is changed during training. */
  readonly onDidHappen = this.happened.event;
  /** Fires when a run's worker ends unexpectedly. The record is its last one, marked as interrupted. */
  readonly onDidLose = this.lost.event;
  private readonly runs = new Map<string, LiveRun>();
  private readonly resuming = new Map<string, Promise<RunRecord>>();
  /** Runs that have ended, by id, whose workers are still saving their final state. */
  private readonly ending = new Map<string, Promise<void>>();

  constructor(
    private readonly workers: Workers,
    private readonly storage: StorageWorker,
  ) {}

  get(id: string): LiveRun | undefined {
    return this.runs.get(id);
  }

  async start(params: StartParams): Promise<RunRecord> {
    const live = await this.open(new RunHistory());
    return orClose(live, live.start(params));
  }

  /** Resumes a run, with another learning rate if one is given. */
  async resume(id: string, learningRate?: number): Promise<RunRecord> {
    const live = this.runs.get(id);
    if (live) {
      if (learningRate !== undefined) await live.changeSetting('training.learningRate', learningRate);
      return live.proceed();
    }
    const resuming =
      this.resuming.get(id) ?? this.reopen(id, learningRate).finally(() => this.resuming.delete(id));
    this.resuming.set(id, resuming);
    return resuming;
  }

  /** Ends the worker of a run, and waits until it no longer writes. A run that is training is left paused. */
  async close(id: string): Promise<void> {
    await this.runs.get(id)?.close();
    this.runs.delete(id);
    await this.ending.get(id);
  }

  /** Saves and pauses every run, and ends the workers. */
  async suspend(): Promise<void> {
    const closing = [...this.runs.values()].map(live => live.close());
    await Promise.allSettled([...closing, ...this.ending.values()]);
  }

  dispose(): void {
    const { changed, measured, sampled, happened, lost } = this;
    for (const emitter of [changed, measured, sampled, happened, lost]) emitter.dispose();
  }

  private async reopen(id: string, learningRate: number | undefined): Promise<RunRecord> {
    await this.ending.get(id);
    const stored = await this.storage.channel.ask('history', { id });
    const live = await this.open(new RunHistory(stored));
    return orClose(live, live.resume(id, learningRate));
  }

  private async open(history: RunHistory): Promise<LiveRun> {
    const training = [...this.runs.values()].filter(({ record }) => record?.state === 'running').length;
    const live = await LiveRun.open(this.workers, history, training);
    live.onDidChange(record => this.follow(live, record));
    live.onDidMeasure(block => live.record && this.measured.fire({ id: live.record.id, block }));
    live.onDidSample(sample => live.record && this.sampled.fire({ id: live.record.id, sample }));
    live.onDidHappen(event => live.record && this.happened.fire({ id: live.record.id, event }));
    live.onDidLose(reason => this.lose(live, reason));
    return live;
  }

  private follow(live: LiveRun, record: RunRecord): void {
    const goesOn = record.state === 'running' || record.state === 'paused';
    if (goesOn) this.runs.set(record.id, live);
    else this.end(live, record.id);
    this.changed.fire(record);
  }

  /**
   * Ends the worker of a run that has ended. Ignores errors: the results are already saved, and a failed
   * worker cannot save more.
   */
  private end(live: LiveRun, id: string): void {
    this.runs.delete(id);
    const ending = live.close().catch(() => undefined);
    this.ending.set(id, ending);
    void ending.then(() => this.ending.get(id) === ending && this.ending.delete(id));
  }

  private lose({ record }: LiveRun, reason: string): void {
    if (!record) return; // `start` or `resume` reports the failure
    this.runs.delete(record.id);
    const failure = verbatim(reason);
    this.lost.fire({ record: { ...record, state: 'interrupted', failure, tokensPerSecond: 0 }, reason });
  }
}

/** Waits for a run to start or resume. If that fails, ends its worker. */
async function orClose<T>(live: LiveRun, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    await live.dispose();
    throw error;
  }
}
