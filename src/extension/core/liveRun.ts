import { type Event, EventEmitter } from 'vscode';
import type { LiveSetting, RunEvent } from '../../protocol/liveSettings';
import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import type { SampleParams, StartParams } from '../../protocol/trainer';
import type { WorkerLink } from '../workerClients/workerLink';
import type { TrainerChannel, Workers } from '../workerClients/workers';
import type { RunHistory } from './runHistory';

/**
 * A run with a worker in this window, training or paused. Forwards requests to the worker, and its events to
 * listeners.
 */
export class LiveRun {
  private readonly changed = new EventEmitter<RunRecord>();
  private readonly measured = new EventEmitter<MetricsBlock>();
  private readonly sampled = new EventEmitter<Sample>();
  private readonly happened = new EventEmitter<RunEvent>();
  /** Fires with every new record of the run. The first record arrives before any metrics. */
  readonly onDidChange: Event<RunRecord> = this.changed.event;
  readonly onDidMeasure: Event<MetricsBlock> = this.measured.event;
  readonly onDidSample: Event<Sample> = this.sampled.event;
  readonly onDidHappen: Event<RunEvent> = this.happened.event;
  /** Fires with the reason when the worker ends unexpectedly. */
  readonly onDidLose: Event<string>;
  private current: RunRecord | undefined;
  private closing: Promise<void> | undefined;

  /**
   * Starts a worker that waits for `start` or `resume`. `training` is the number of runs that already train
   * and share the cores.
   */
  static async open(workers: Workers, history: RunHistory, training: number): Promise<LiveRun> {
    const lost = new EventEmitter<string>();
    const link = await workers.startTrainer(training, reason => lost.fire(reason));
    return new LiveRun(link, lost, history);
  }

  private constructor(
    private readonly link: WorkerLink<TrainerChannel>,
    private readonly lost: EventEmitter<string>,
    readonly history: RunHistory,
  ) {
    this.onDidLose = lost.event;
    const { channel } = link;
    channel.on('run', record => this.change(record));
    channel.on('metrics', block => {
      this.history.addMetrics(block);
      this.measured.fire(block);
    });
    channel.on('sample', sample => {
      this.history.addSample(sample);
      this.sampled.fire(sample);
    });
    channel.on('event', event => {
      this.history.addEvent(event);
      this.happened.fire(event);
    });
  }

  get record(): RunRecord | undefined {
    return this.current;
  }

  start(params: StartParams): Promise<RunRecord> {
    // Transfers the buffers instead of copying them, where the port can. The caller must not use them
    // afterwards.
    const texts = [params.text, params.validationText].filter(text => text !== undefined);
    const transfer = texts.map(({ bytes }) => bytes.buffer as ArrayBuffer);
    return this.link.channel.ask('start', params, { transfer });
  }

  resume(id: string, learningRate?: number): Promise<RunRecord> {
    return this.link.channel.ask('resume', { id, learningRate });
  }

  pause(): Promise<RunRecord> {
    return this.link.channel.ask('pause', undefined);
  }

  proceed(): Promise<RunRecord> {
    return this.link.channel.ask('proceed', undefined);
  }

  stop(): Promise<RunRecord> {
    return this.link.channel.ask('stop', undefined);
  }

  sample(params: SampleParams): Promise<Sample> {
    return this.link.channel.ask('sample', params);
  }

  changeSetting(setting: LiveSetting, value: number): Promise<void> {
    return this.link.channel.ask('change', { setting, value });
  }

  /** Returns the newest weights as a model file. */
  weights(): Promise<Uint8Array> {
    return this.link.channel.ask('weights', undefined);
  }

  /** Saves everything, then ends the worker. A run that is training is left paused. */
  close(): Promise<void> {
    this.closing ??= this.suspend();
    return this.closing;
  }

  /** Ends the worker immediately, without saving. */
  async dispose(): Promise<void> {
    for (const emitter of [this.changed, this.measured, this.sampled, this.happened, this.lost])
      emitter.dispose();
    await this.link.terminate();
  }

  private async suspend(): Promise<void> {
    try {
      await this.link.channel.ask('suspend', undefined);
    } finally {
      await this.dispose();
    }
  }

  private change(record: RunRecord): void {
    this.current = record;
    // A failed run returns to its checkpoint, but its later metrics stay visible until it is resumed.
    if (record.state !== 'failed') this.history.rewind(record.iteration);
    this.changed.fire(record);
  }
}
