import { type Event, EventEmitter } from 'vscode';
import type { LiveSetting, RunEvent } from '../../protocol/liveSettings';
import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import type { SampleParams, StartParams } from '../../protocol/trainer';
import type { WorkerLink } from '../workerClients/workerLink';
import type { TrainerChannel, Workers } from '../workerClients/workers';
import type { RunHistory } from './runHistory';

/** A run that has a worker: training, or paused and ready to go on. */
export class LiveRun {
  private readonly changed = new EventEmitter<RunRecord>();
  private readonly measured = new EventEmitter<MetricsBlock>();
  private readonly sampled = new EventEmitter<Sample>();
  private readonly happened = new EventEmitter<RunEvent>();
  /** The first announcement of a run is its record: no metrics come before it. */
  readonly onDidChange: Event<RunRecord> = this.changed.event;
  readonly onDidMeasure: Event<MetricsBlock> = this.measured.event;
  readonly onDidSample: Event<Sample> = this.sampled.event;
  readonly onDidHappen: Event<RunEvent> = this.happened.event;
  /** The worker died, for the reason given. */
  readonly onDidLose: Event<string>;
  private current: RunRecord | undefined;
  private closing: Promise<void> | undefined;

  /** With a worker that has come up and waits for `start` or `resume`, beside so many runs that train already. */
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
    // Handed over, where that can be, and not copied: whoever made them is done with them.
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

  /** The newest ones, as a model file. */
  weights(): Promise<Uint8Array> {
    return this.link.channel.ask('weights', undefined);
  }

  /** Ends the worker once everything is saved; a run that trains is left paused. */
  close(): Promise<void> {
    this.closing ??= this.suspend();
    return this.closing;
  }

  /** Ends the worker at once. */
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
    // A failed run is back at its checkpoint, but what went wrong stays to be looked at until it goes on.
    if (record.state !== 'failed') this.history.rewind(record.iteration);
    this.changed.fire(record);
  }
}
