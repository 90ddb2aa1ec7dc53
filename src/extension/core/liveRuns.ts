import { type Event, EventEmitter } from 'vscode';
import { verbatim } from '../../protocol/message';
import type { RunFailure, RunRecord } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';
import type { ReadingProgress, ResumeChanges, StartParams } from '../../protocol/trainer';
import { Owner } from '../disposableOwner';
import type { Workers } from '../workerClients/workers';
import { LiveRun } from './liveRun';
import { RunHistory } from './runHistory';
import type { StorageWorker } from './storageWorker';

/** Manages the runs that have a worker in this window. */
export class LiveRuns extends Owner {
  private readonly updated = this.own(new EventEmitter<RunUpdate>());
  private readonly read = this.own(new EventEmitter<ReadingProgress>());
  private readonly lost = this.own(
    new EventEmitter<{ readonly record: RunRecord; readonly reason: string }>(),
  );
  readonly onDidUpdate: Event<RunUpdate> = this.updated.event;
  /** Fires with the progress of reading a large text, while a run is started or resumed. */
  readonly onDidRead = this.read.event;
  /** Fires when a run's worker ends unexpectedly, with the last record of the run, marked as interrupted. */
  readonly onDidLose = this.lost.event;
  private readonly runs = new Map<string, LiveRun>();
  private readonly resuming = new Map<string, Promise<RunRecord>>();
  /** Runs that have ended, by id, whose workers are still saving their final state. */
  private readonly ending = new Map<string, Promise<void>>();

  constructor(
    private readonly workers: Workers,
    private readonly storage: StorageWorker,
  ) {
    super();
  }

  get(id: string): LiveRun | undefined {
    return this.runs.get(id);
  }

  async start(params: StartParams): Promise<RunRecord> {
    const live = await this.open(new RunHistory());
    return orClose(live, live.start(params));
  }

  /**
   * Resumes a run. If the run already has a worker, only the learning rate in `changes` is applied, and a new
   * number of iterations is ignored. `until`: the number of updates after which the run is paused and its
   * worker ends.
   */
  async resume(id: string, changes: ResumeChanges = {}, until?: number): Promise<RunRecord> {
    const live = this.runs.get(id);
    if (live) {
      const { learningRate } = changes;
      if (learningRate !== undefined)
        await live.channel.request('change', { setting: 'training.learningRate', value: learningRate });
      return live.proceed(until);
    }
    const resuming =
      this.resuming.get(id) ?? this.reopen(id, changes, until).finally(() => this.resuming.delete(id));
    this.resuming.set(id, resuming);
    return resuming;
  }

  /**
   * Ends the worker of a run. Resolves when the worker no longer writes to the run's files. A run that is
   * training is left paused.
   */
  async close(id: string): Promise<void> {
    await this.runs.get(id)?.close();
    this.runs.delete(id);
    await this.ending.get(id);
  }

  /**
   * Saves and pauses every run, and ends all workers. Also waits for workers that still save a run that has
   * ended.
   */
  async suspend(): Promise<void> {
    const closing = [...this.runs.values()].map(live => live.close());
    await Promise.allSettled([...closing, ...this.ending.values()]);
  }

  private async reopen(id: string, changes: ResumeChanges, until?: number): Promise<RunRecord> {
    await this.ending.get(id);
    const stored = await this.storage.channel.request('history', { id });
    const live = await this.open(new RunHistory(stored));
    return orClose(live, live.resume(id, changes, until));
  }

  private async open(history: RunHistory): Promise<LiveRun> {
    const training = [...this.runs.values()].filter(({ record }) => record?.state === 'running').length;
    const live = await LiveRun.open(this.workers, history, training);
    live.onDidRead(progress => this.read.fire(progress));
    live.onDidUpdate(update => {
      if (update.kind === 'record') this.follow(live, update.record);
      this.updated.fire(update);
    });
    live.onDidLose(reason => this.lose(live, reason));
    return live;
  }

  private follow(live: LiveRun, record: RunRecord): void {
    const continues = record.state === 'running' || (record.state === 'paused' && !live.isFarEnough);
    if (continues) this.runs.set(record.id, live);
    else this.end(live, record.id);
  }

  /**
   * Ends the worker of a run that is done or has failed. Ignores errors: the results are already saved, and
   * the worker of a failed run cannot save anything more.
   */
  private end(live: LiveRun, id: string): void {
    this.runs.delete(id);
    const ending = live.close().catch(() => undefined);
    this.ending.set(id, ending);
    void ending.then(() => this.ending.get(id) === ending && this.ending.delete(id));
  }

  private lose({ record }: LiveRun, reason: string): void {
    // Does nothing if the worker ended before the run began: `start` or `resume` then rejects with the error.
    if (!record) return;
    this.runs.delete(record.id);
    const failure: RunFailure = { kind: 'other', ...verbatim(reason) };
    this.lost.fire({ record: { ...record, state: 'interrupted', failure, tokensPerSecond: 0 }, reason });
  }
}

/** Waits until a run has started or resumed. Ends the run's worker if that fails. */
async function orClose<T>(live: LiveRun, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    await live.dispose();
    throw error;
  }
}
