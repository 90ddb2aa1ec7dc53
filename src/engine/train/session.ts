import type { LiveSetting, PlannedChange } from '../../protocol/liveSettings';
import { type Message, verbatim } from '../../protocol/message';
import type { RunRecord, RunState, Sample } from '../../protocol/run';
import { recordUpdate } from '../../protocol/runUpdate';
import type { SampleParams } from '../../protocol/trainer';
import { checkSetting } from '../configuration/configure';
import { tokenizerOf } from '../configuration/text';
import { RecurrentModel } from '../model/recurrentModel';
import { Journal } from './journal';
import { MetricsBuffer } from './metricsBuffer';
import type { Lock, SessionPorts } from './ports';
import { recordNow } from './runRecord';
import { SettingChanges } from './settingChanges';
import { Speedometer } from './speedometer';
import { notSaved, runGone, takenOver } from './storageErrors';
import type { Trainer } from './trainer';
import { adviceFor, type TrainingFailure } from './trainingFailure';
import { TrainingLoop } from './trainingLoop';
import { TrainingSampler } from './trainingSampler';
import { hasFiniteParameters, restoreTrainer, saveWeights, type TrainingProgress } from './trainState';
import type { Validator } from './validator';

/** The state from which a session starts or resumes. */
export interface SessionStart {
  readonly lock: Lock;
  /** Milliseconds of earlier training. */
  readonly elapsed: number;
  /** The columns of the metrics recorded earlier, if any. */
  readonly columns?: readonly string[];
  readonly plan?: readonly PlannedChange[];
}

/** One run while it trains. Runs the training loop, sends updates and handles requests. */
export class Session {
  private state: RunState = 'paused';
  private failure: Message | undefined;
  private looping = false;
  private readonly sampler: TrainingSampler;
  private readonly lock: Lock;
  private readonly controls: SettingChanges;
  private readonly loop: TrainingLoop;
  private readonly recorder: MetricsBuffer;
  private readonly speed: Speedometer;
  private readonly journal: Journal;

  constructor(
    private readonly ports: SessionPorts,
    private readonly base: RunRecord,
    private readonly trainer: Trainer,
    private readonly validator: Validator | undefined,
    { lock, elapsed, columns, plan }: SessionStart,
  ) {
    this.lock = lock;
    void lock.lost.then(() => this.abandon());
    const tokenizer = tokenizerOf(trainer.configuration);
    const reader = new RecurrentModel(trainer.kernels, trainer.model, trainer.corpus.vocabulary);
    this.sampler = new TrainingSampler(trainer, reader, tokenizer);
    this.recorder = new MetricsBuffer(trainer, validator !== undefined, columns);
    this.speed = new Speedometer(elapsed);
    this.journal = new Journal(ports, base, {
      recorder: this.recorder,
      lock,
      failed: error => this.fail(notSaved(error)),
      lost: () => this.abandon(),
    });
    this.controls = new SettingChanges(trainer, this.speed, this.journal, plan);
    this.loop = new TrainingLoop({
      trainer,
      validator,
      controls: this.controls,
      sampler: this.sampler,
      recorder: this.recorder,
      speed: this.speed,
      journal: this.journal,
      clock: ports.clock,
    });
  }

  get record(): RunRecord {
    const { base, state, failure, trainer, speed, validator } = this;
    return recordNow(base, { state, failure, trainer, speed, validator });
  }

  /** Starts training until paused, stopped, done or failed. Returns without waiting for it. */
  proceed(): RunRecord {
    if (this.state === 'running') return this.record;
    this.failure = undefined;
    this.enter('running');
    this.journal.storeRecord(this.record);
    this.ports.onUpdate(recordUpdate(this.record));
    void this.train().catch(error => this.fail(verbatim(String(error))));
    return this.record;
  }

  /** Pauses or stops training and saves everything. */
  async halt(state: 'paused' | 'stopped'): Promise<RunRecord> {
    if (this.state === 'running' || (this.state === 'paused' && state === 'stopped')) {
      this.enter(state);
      await this.save();
    }
    await this.journal.settled(); // also after done or failed: the worker may end next
    return this.record;
  }

  /** Pauses, saves everything and releases the lock. */
  async close(): Promise<RunRecord> {
    const record = await this.halt('paused');
    await this.lock.release().catch(() => undefined); // a lock of an ended process is ignored
    return record;
  }

  /** Changes a setting from the next update on. */
  async change(setting: LiveSetting, value: number): Promise<void> {
    checkSetting(setting, value);
    this.controls.change(setting, value);
    if (this.state === 'paused')
      await this.save(); // a paused run saves nothing later
    else this.ports.onUpdate(recordUpdate(this.record));
  }

  /** Returns the current network as a model file. */
  weights(): Uint8Array {
    return saveWeights(this.trainer);
  }

  /** Generates a sample from the current state, in addition to the regular ones. */
  sampleNow(params: SampleParams): Sample {
    return this.sampler.onDemand(params);
  }

  /**
   * Runs the training loop. There is only one: a loop that has not noticed a pause yet
   * continues when training resumes.
   */
  private async train(): Promise<void> {
    if (this.looping) return;
    this.looping = true;
    try {
      while (this.state === 'running') {
        const outcome = this.loop.slice(() => this.state === 'running');
        if (outcome === 'finished') this.finish();
        else if (outcome !== 'continue') await this.giveUp(outcome);
        this.journal.metrics();
        if (this.state === 'running') this.journal.periodically(this.record, this.trainer, this.progress);
        if (this.journal.isBehind) await this.journal.settled();
        await this.ports.yield();
      }
    } finally {
      this.looping = false;
    }
  }

  private finish(): void {
    this.enter('done');
    void this.save();
  }

  /**
   * Fails the run after restoring its last checkpoint, whose weights are usable for hover and for resuming.
   */
  private async giveUp(failure: TrainingFailure): Promise<void> {
    const { iteration } = this.trainer;
    this.journal.metrics(true); // before the failure is sent, because listeners then read the metrics
    await this.journal.settled();
    const { validation } = restoreTrainer(
      this.trainer,
      await this.ports.store.checkpoints.newest(this.base.id),
    );
    if (this.validator) this.validator.state = validation;
    this.fail(adviceFor(failure, iteration, this.trainer));
  }

  private fail({ template, args }: Message): void {
    if (this.state === 'failed') return; // saving the failed state can itself fail
    this.failure = { template, args };
    this.enter('failed');
    this.journal.storeRecord(this.record);
    this.ports.onUpdate(recordUpdate(this.record));
  }

  /**
   * Fails the run because another process took it over or its folder is gone. Nothing more
   * is written to the folder.
   */
  private async abandon(): Promise<void> {
    this.journal.close();
    const { id, name } = this.base;
    this.fail((await this.ports.store.records.exists(id)) ? takenOver() : runGone(name));
  }

  private enter(state: RunState): void {
    this.state = state;
    this.journal.metrics(true);
  }

  private get progress(): TrainingProgress {
    return { elapsed: this.speed.elapsed, validation: this.validator?.state };
  }

  private async save(): Promise<void> {
    if (hasFiniteParameters(this.trainer)) this.journal.checkpoint(this.trainer, this.progress);
    this.journal.storeRecord(this.record);
    await this.journal.settled();
    this.ports.onUpdate(recordUpdate(this.record)); // last, because the listener may terminate the worker
  }
}
