import { type Message, verbatim } from '../../protocol/message';
import type { FailureKind, RunFailure, RunRecord, RunState, Sample } from '../../protocol/run';
import { recordUpdate } from '../../protocol/runUpdate';
import type { SampleParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import type { LiveSetting } from '../../settings/settings';
import { checkSetting } from '../configuration/configure';
import type { ParameterTrainer } from './parameterTrainer';
import type { Lock, SessionPorts } from './ports';
import { recordNow } from './runRecord';
import { notSaved, runGone, takenOver } from './storageErrors';
import { adviceFor, type TrainingFailure } from './trainingFailure';
import { TrainingLoop } from './trainingLoop';
import { type PreparedTraining, type SessionStart, type TrainingParts, trainingParts } from './trainingParts';
import { hasFiniteParameters, restoreTrainer, type TrainingProgress } from './trainState';
import type { Validator } from './validator';

/** A run while it trains. Runs the training loop, sends updates and handles requests. */
export class Session {
  private state: RunState = 'paused';
  private failure: RunFailure | undefined;
  private looping = false;
  /** The iteration (number of updates) at which the run is paused. */
  private until = Number.POSITIVE_INFINITY;
  private readonly trainer: ParameterTrainer;
  private readonly validator: Validator | undefined;
  private readonly lock: Lock;
  private readonly parts: TrainingParts;
  private readonly loop: TrainingLoop;

  constructor(
    private readonly ports: SessionPorts,
    private readonly base: RunRecord,
    { trainer, validator, sampler }: PreparedTraining,
    start: SessionStart,
  ) {
    this.trainer = trainer;
    this.validator = validator;
    this.lock = start.lock;
    void start.lock.lost.then(() => this.abandon());
    this.parts = trainingParts(ports, base, {
      ...{ trainer, validator, sampler, start },
      failed: error => this.fail(notSaved(error)),
      lost: () => this.abandon(),
    });
    this.loop = new TrainingLoop(this.parts);
  }

  get record(): RunRecord {
    const { base, state, failure, trainer, validator } = this;
    return recordNow(base, { state, failure, trainer, speed: this.parts.speed, validator });
  }

  /**
   * Starts training, which ends when the run is paused, stopped, done or failed. Returns the record
   * immediately. The run is also paused after `until` updates in total.
   */
  proceed(until = Number.POSITIVE_INFINITY): RunRecord {
    this.until = until;
    if (this.state === 'running') return this.record;
    this.failure = undefined;
    this.enter('running');
    this.parts.journal.storeRecord(this.record);
    this.ports.onUpdate(recordUpdate(this.record));
    void this.train().catch(error => this.fail(verbatim(String(error))));
    return this.record;
  }

  /** Pauses or stops training and saves the state of the run. */
  async halt(state: 'paused' | 'stopped'): Promise<RunRecord> {
    if (this.state === 'running' || (this.state === 'paused' && state === 'stopped')) {
      this.enter(state);
      await this.save();
    }
    // Also waits if the run is done or has failed: the worker may end next, and pending writes would be lost.
    await this.parts.journal.settled();
    return this.record;
  }

  /** Pauses training, saves the state of the run and releases its lock. */
  async close(): Promise<RunRecord> {
    const record = await this.halt('paused');
    // An error does not matter here: other processes ignore the lock of a process that has ended.
    await this.lock.release().catch(() => undefined);
    return record;
  }

  /** Changes a setting from the next update on. */
  async change(setting: LiveSetting, value: number): Promise<void> {
    checkSetting(setting, value);
    this.parts.controls.change(setting, value);
    if (this.state === 'paused')
      await this.save(); // a paused run has no next regular save
    else this.ports.onUpdate(recordUpdate(this.record));
  }

  /** Returns the current network as a model file. */
  weights(): Uint8Array {
    return this.trainer.weights();
  }

  /**
   * Generates a sample from the current state, in addition to the samples at regular intervals. Throws a UserError if the
   * network cannot write.
   */
  sampleNow(params: SampleParams): Sample {
    const { sampler } = this.parts;
    if (!sampler) throw new UserError('This run does not train a language model. It cannot write samples.');
    return sampler.onDemand(params);
  }

  /**
   * Runs the training loop. Only one loop runs at a time: if training resumes before the loop has noticed a
   * pause, the same loop continues.
   */
  private async train(): Promise<void> {
    if (this.looping) return;
    this.looping = true;
    try {
      while (this.state === 'running') {
        const outcome = this.loop.slice(() => this.state === 'running' && !this.isFarEnough);
        if (outcome === 'finished') this.finish();
        else if (outcome === 'continue' && this.isFarEnough) await this.halt('paused');
        else if (outcome !== 'continue') await this.giveUp(outcome);
        this.parts.journal.metrics();
        if (this.state === 'running')
          this.parts.journal.periodically(this.record, this.trainer, this.progress);
        if (this.parts.journal.isBehind) await this.parts.journal.settled();
        await this.ports.yield();
      }
    } finally {
      this.looping = false;
    }
  }

  private get isFarEnough(): boolean {
    return this.trainer.iteration >= this.until;
  }

  private finish(): void {
    this.enter('done');
    void this.save();
  }

  /**
   * Sets the run to failed. First restores the trainer from the last checkpoint, because its weights can
   * still be used for scoring and resuming.
   */
  private async giveUp(failure: TrainingFailure): Promise<void> {
    const { iteration } = this.trainer;
    // Metrics are written before the failure is sent, because listeners then read them from disk.
    this.parts.journal.metrics(true);
    await this.parts.journal.settled();
    const { validation } = restoreTrainer(
      this.trainer,
      await this.ports.store.checkpoints.newest(this.base.id),
    );
    if (this.validator) this.validator.state = validation;
    this.fail(adviceFor(failure, iteration, this.trainer), failure);
  }

  private fail({ template, args }: Message, kind: FailureKind = 'other'): void {
    if (this.state === 'failed') return; // storing the record below may fail and call this again
    this.failure = { kind, template, args };
    this.enter('failed');
    this.parts.journal.storeRecord(this.record);
    this.ports.onUpdate(recordUpdate(this.record));
  }

  /**
   * Sets the run to failed because another process took it over or its folder was removed. Writes nothing
   * more to the folder.
   */
  private async abandon(): Promise<void> {
    this.parts.journal.close();
    const { id, name } = this.base;
    this.fail((await this.ports.store.records.exists(id)) ? takenOver() : runGone(name));
  }

  private enter(state: RunState): void {
    this.state = state;
    this.parts.journal.metrics(true);
  }

  private get progress(): TrainingProgress {
    return { elapsed: this.parts.speed.elapsed, validation: this.validator?.state };
  }

  private async save(): Promise<void> {
    if (hasFiniteParameters(this.trainer)) this.parts.journal.checkpoint(this.trainer, this.progress);
    this.parts.journal.storeRecord(this.record);
    await this.parts.journal.settled();
    this.ports.onUpdate(recordUpdate(this.record)); // last, because the listener may terminate this worker
  }
}
