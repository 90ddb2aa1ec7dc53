import { type Event, EventEmitter } from 'vscode';
import type { RunRecord } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';
import type { ReadingProgress, ResumeChanges, StartParams } from '../../protocol/trainer';
import { Owner } from '../disposableOwner';
import type { WorkerLink } from '../workerClients/workerLink';
import type { TrainerChannel, Workers } from '../workerClients/workers';
import type { RunHistory } from './runHistory';

/**
 * A run that has a worker in this window, because it is training or was paused here. Sends requests to the
 * worker, and fires events for the worker's updates.
 */
export class LiveRun extends Owner {
  private readonly updated = this.own(new EventEmitter<RunUpdate>());
  /** Fires with every update of the run. The first update is a record. */
  readonly onDidUpdate: Event<RunUpdate> = this.updated.event;
  private readonly read = this.own(new EventEmitter<ReadingProgress>());
  readonly onDidRead: Event<ReadingProgress> = this.read.event;
  /** Fires when the worker ends unexpectedly, with the reason. */
  readonly onDidLose: Event<string>;
  private current: RunRecord | undefined;
  private closing: Promise<void> | undefined;
  /** Number of updates after which the worker pauses the run. */
  private until = Number.POSITIVE_INFINITY;

  /**
   * Starts a worker that waits for `start` or `resume`. `training` is the number of runs that already train
   * and use a share of the cores.
   */
  static async open(workers: Workers, history: RunHistory, training: number): Promise<LiveRun> {
    const lost = new EventEmitter<string>();
    const link = await workers.startTrainer(training, reason => lost.fire(reason));
    return new LiveRun(link, lost, history);
  }

  private constructor(
    private readonly link: WorkerLink<TrainerChannel>,
    lost: EventEmitter<string>,
    readonly history: RunHistory,
  ) {
    super();
    this.own(lost);
    this.onDidLose = lost.event;
    link.channel.on('reading', progress => this.read.fire(progress));
    link.channel.on('update', update => {
      if (update.kind === 'record') this.current = update.record;
      this.history.add(update);
      this.updated.fire(update);
    });
  }

  /** The channel to the worker. It answers requests that need no state of this object. */
  get channel(): TrainerChannel {
    return this.link.channel;
  }

  get record(): RunRecord | undefined {
    return this.current;
  }

  /** Whether the run is paused because it has completed the number of updates that it was started for. */
  get isFarEnough(): boolean {
    return this.current?.state === 'paused' && this.current.iteration >= this.until;
  }

  start(params: StartParams): Promise<RunRecord> {
    this.expect(params.until);
    // Transfers the texts' buffers instead of copying them, if the port supports transfers. The caller must
    // not use the texts afterwards.
    const texts = [params.text, params.validationText].filter(text => text !== undefined);
    const transfer = texts.flatMap(text => ('bytes' in text ? [text.bytes.buffer as ArrayBuffer] : []));
    return this.link.channel.request('start', params, { transfer });
  }

  resume(id: string, changes?: ResumeChanges, until?: number): Promise<RunRecord> {
    this.expect(until);
    return this.link.channel.request('resume', { id, changes, until });
  }

  proceed(until?: number): Promise<RunRecord> {
    this.expect(until);
    return this.link.channel.request('proceed', { until });
  }

  /** Saves everything, then ends the worker. A run that is training is left paused. */
  close(): Promise<void> {
    this.closing ??= this.suspend();
    return this.closing;
  }

  /** Ends the worker immediately, without saving. */
  override async dispose(): Promise<void> {
    super.dispose();
    await this.link.terminate();
  }

  private expect(until = Number.POSITIVE_INFINITY): void {
    this.until = until;
  }

  private async suspend(): Promise<void> {
    try {
      await this.link.channel.request('suspend', undefined);
    } finally {
      await this.dispose();
    }
  }
}
