import type { Change, LiveSetting } from '../../protocol/liveSettings';
import { type Message, verbatim } from '../../protocol/message';
import type { RunRecord, RunState, Sample } from '../../protocol/run';
import type { SampleParams } from '../../protocol/trainer';
import { checkSetting } from '../configuration/configure';
import { tokenizerOf } from '../configuration/text';
import { RecurrentModel } from '../model/recurrentModel';
import { Journal } from './journal';
import { MetricsRecorder } from './metricsRecorder';
import type { Lock, SessionPorts } from './ports';
import { recordNow } from './runRecord';
import { SettingChanges } from './settingChanges';
import { Speedometer } from './speedometer';
import { notSaved, runGone, takenOver } from './storageErrors';
import type { Trainer } from './trainer';
import { adviceFor, type TrainingFailure } from './trainingFailure';
import { type StepOutcome, TrainingLoop } from './trainingLoop';
import { TrainingSampler } from './trainingSampler';
import { hasFiniteParameters, restoreTrainer, saveWeights, type TrainingProgress } from './trainState';
import type { Validator } from './validator';

/** Milliseconds of training between looks at the messages: what a request waits at most. */
const SLICE = 15;

/** What a session goes on from. */
export interface SessionStart {
  readonly lock: Lock;
  /** Milliseconds trained before. */
  readonly elapsed: number;
  /** The columns of what was measured before, if anything was. */
  readonly columns?: readonly string[];
  readonly plan?: readonly Change[];
}

/** One run while it trains: the loop, what it announces, and what it is asked meanwhile. */
export class Session {
  private state: RunState = 'paused';
  private failure: Message | undefined;
  private looping = false;
  private readonly sampler: TrainingSampler;
  private readonly lock: Lock;
  private readonly controls: SettingChanges;
  private readonly loop: TrainingLoop;
  private readonly recorder: MetricsRecorder;
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
    this.recorder = new MetricsRecorder(trainer, validator !== undefined, columns);
    this.speed = new Speedometer(elapsed);
    this.journal = new Journal(ports, base, {
      recorder: this.recorder,
      lock,
      failed: error => this.fail(notSaved(error)),
      lost: () => this.abandon(),
    });
    this.controls = new SettingChanges(trainer, this.speed, this.journal, plan);
    this.loop = new TrainingLoop(
      trainer,
      validator,
      this.controls,
      this.sampler,
      this.recorder,
      this.speed,
      this.journal,
    );
  }

  get record(): RunRecord {
    return recordNow(this.base, this.state, this.failure, this.trainer, this.speed, this.validator);
  }

  /** Trains until paused, stopped, done or failed; returns at once. */
  proceed(): RunRecord {
    if (this.state === 'running') return this.record;
    this.failure = undefined;
    this.enter('running');
    this.journal.run(this.record);
    this.ports.announce.run(this.record);
    void this.train().catch(error => this.fail(verbatim(String(error))));
    return this.record;
  }

  /** Leaves the running state for good or for a while, with everything saved. */
  async halt(state: 'paused' | 'stopped'): Promise<RunRecord> {
    if (this.state === 'running' || (this.state === 'paused' && state === 'stopped')) {
      this.enter(state);
      await this.save();
    }
    await this.journal.settled(); // also of a run that is done or failed: whoever asks may end the worker next
    return this.record;
  }

  /** Saves everything and lets others have the run. */
  async close(): Promise<RunRecord> {
    const record = await this.halt('paused');
    await this.lock.release().catch(() => undefined); // it is broken once the process is gone
    return record;
  }

  /** Gives a setting another value from the next update on. */
  async change(setting: LiveSetting, value: number): Promise<void> {
    checkSetting(setting, value);
    this.controls.change(setting, value);
    if (this.state === 'paused')
      await this.save(); // nobody else will
    else this.ports.announce.run(this.record);
  }

  /** The network as it is now, as a model file to read with. */
  weights(): Uint8Array {
    return saveWeights(this.trainer);
  }

  /** A sample from the present state, outside the regular ones. */
  sampleNow(params: SampleParams): Sample {
    return this.sampler.onDemand(params);
  }

  /** One loop at a time: one that has not noticed a pause yet just goes on when the run proceeds. */
  private async train(): Promise<void> {
    if (this.looping) return;
    this.looping = true;
    try {
      while (this.state === 'running') {
        const outcome = this.trainSlice();
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

  /** Works until something else wants to be done. */
  private trainSlice(): StepOutcome {
    const { clock } = this.ports;
    const { trainer } = this;
    const start = clock.now();
    for (let last = start; this.state === 'running' && last - start < SLICE; ) {
      const { iteration } = trainer;
      const outcome = this.loop.next();
      if (outcome !== 'continue') return outcome;
      const now = clock.now();
      this.spend(trainer.iteration - iteration, now - last);
      last = now;
      if (trainer.iteration === 1) break; // the first point shows at once
    }
    return 'continue';
  }

  /** Time on updates, or on a stretch of a validation. */
  private spend(updates: number, milliseconds: number): void {
    if (updates > 0) this.speed.add(updates * this.trainer.tokensPerStep, milliseconds);
    else {
      this.speed.pass(milliseconds);
      this.validator?.spend(milliseconds);
    }
  }

  private finish(): void {
    this.enter('done');
    void this.save();
  }

  /** Back to the last checkpoint, which is sound: what is hovered or resumed next has learned something. */
  private async giveUp(failure: TrainingFailure): Promise<void> {
    const { iteration } = this.trainer;
    this.journal.metrics(true); // before the failure is announced: who hears it looks at them
    await this.journal.settled();
    const { validation } = restoreTrainer(this.trainer, await this.ports.store.loadCheckpoint(this.base.id));
    if (this.validator) this.validator.state = validation;
    this.fail(adviceFor(failure, iteration, this.trainer));
  }

  private fail({ template, args }: Message): void {
    if (this.state === 'failed') return; // also saving the failure can fail
    this.failure = { template, args };
    this.enter('failed');
    this.journal.run(this.record);
    this.ports.announce.run(this.record);
  }

  /** The run is another process's now, or gone: nothing of ours may get into its folder. */
  private async abandon(): Promise<void> {
    this.journal.close();
    const { id, name } = this.base;
    this.fail((await this.ports.store.exists(id)) ? takenOver() : runGone(name));
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
    this.journal.run(this.record);
    await this.journal.settled();
    this.ports.announce.run(this.record); // only now: whoever hears it may end the worker
  }
}
