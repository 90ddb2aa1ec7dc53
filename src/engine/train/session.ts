import type { RunRecord, RunState, Sample, Score } from '../../protocol/run';
import type { SampleParams, ScoreParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { checkSetting } from '../configuration/configuration';
import type { Tokenizer } from '../data/tokenizer';
import { tokenizers } from '../data/tokenizers';
import { RecurrentModel } from '../eval/recurrentModel';
import { scoreText } from '../eval/score';
import { Journal } from './journal';
import type { SessionPorts } from './ports';
import { Recorder } from './recorder';
import { Speedometer } from './speedometer';
import type { Trainer } from './trainer';
import { TrainingSampler } from './trainingSampler';
import { isSound } from './trainState';

/** Milliseconds of training between looks at the messages: what a pause or a score request waits at most. */
const SLICE = 15;

/** One run while it trains: the loop, what it announces, and what it is asked meanwhile. */
export class Session {
  private state: RunState = 'paused';
  private failure: string | undefined;
  private looping = false;
  private readonly tokenizer: Tokenizer;
  private readonly reader: RecurrentModel;
  private readonly sampler: TrainingSampler;
  private readonly recorder: Recorder;
  private readonly speed: Speedometer;
  private readonly journal: Journal;

  constructor(
    private readonly ports: SessionPorts,
    private base: RunRecord,
    private readonly trainer: Trainer,
    elapsed: number,
  ) {
    this.tokenizer = tokenizers[trainer.configuration['text.unit']];
    this.reader = new RecurrentModel(trainer.kernels, trainer.model, trainer.corpus.vocabulary);
    this.sampler = new TrainingSampler(trainer, this.reader, this.tokenizer);
    this.recorder = new Recorder(trainer);
    this.speed = new Speedometer(elapsed);
    this.journal = new Journal(ports, base.id, error => this.fail(saveFailure(error)));
  }

  get record(): RunRecord {
    return {
      ...this.base,
      state: this.state,
      failure: this.failure,
      iteration: this.trainer.iteration,
      smoothLoss: this.trainer.smoothLoss,
      tokensPerSecond: this.state === 'running' ? this.speed.tokensPerSecond : 0,
      elapsed: this.speed.elapsed,
    };
  }

  /** Trains until paused, stopped, done or failed; returns at once. */
  proceed(): RunRecord {
    if (this.state === 'running') return this.record;
    this.failure = undefined;
    this.enter('running');
    this.journal.run(this.record);
    this.ports.announce.run(this.record);
    void this.train().catch(error => this.fail(String(error)));
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

  async rename(name: string): Promise<RunRecord> {
    this.base = { ...this.base, name };
    this.journal.run(this.record);
    await this.journal.settled();
    return this.record;
  }

  setLearningRate(learningRate: number): void {
    checkSetting('training.learningRate', learningRate);
    this.trainer.learningRate = learningRate;
  }

  score({ context, text }: ScoreParams): Score {
    const { id, name } = this.base;
    const score = scoreText(this.reader, this.tokenizer, context, text);
    return { ...score, run: { id, name, iteration: this.trainer.iteration } };
  }

  /** A sample from the present state, outside the regular ones. */
  sampleNow({ length, temperature }: SampleParams): Sample {
    return this.sampler.onDemand(length, temperature);
  }

  /** One loop at a time: one that has not noticed a pause yet just goes on when the run proceeds. */
  private async train(): Promise<void> {
    if (this.looping) return;
    this.looping = true;
    try {
      while (this.state === 'running') {
        this.trainSlice();
        this.journal.metrics(this.recorder);
        this.journal.periodically(this.record, this.trainer, this.speed.elapsed);
        await this.ports.yield();
      }
    } finally {
      this.looping = false;
    }
  }

  private trainSlice(): void {
    const { clock } = this.ports;
    const { trainer } = this;
    const tokens = trainer.configuration['training.sequenceLength'] * trainer.configuration['training.batch'];
    const start = clock.now();
    let last = start;
    while (this.state === 'running' && last - start < SLICE) {
      if (this.isFinished()) {
        this.finish();
        return;
      }
      this.step();
      const now = clock.now();
      this.speed.add(tokens, now - last);
      last = now;
      if (trainer.iteration === 1) return; // the first point shows at once
    }
  }

  private step(): void {
    const { trainer } = this;
    const { configuration } = trainer;
    if (trainer.iteration % configuration['snapshot.interval'] === 0) {
      this.journal.sample(this.sampler.regular());
    }
    const measured = trainer.iteration % configuration['metrics.interval'] === 0;
    const report = trainer.step(measured);
    if (!Number.isFinite(report.loss)) this.explode();
    else if (measured) this.recorder.add(report, this.speed.tokensPerSecond, this.speed.elapsed);
  }

  private isFinished(): boolean {
    const limit = this.trainer.configuration['training.maxIterations'];
    return limit > 0 && this.trainer.iteration >= limit;
  }

  private finish(): void {
    this.journal.sample(this.sampler.regular());
    this.enter('done');
    void this.save();
  }

  private explode(): void {
    const { configuration, learningRate, iteration } = this.trainer;
    const error = new UserError(
      'The loss stopped being a number at iteration {0}. Lower elman.training.learningRate (now {1}) or elman.training.gradientClip (now {2}), and train again.',
      [iteration, learningRate, configuration['training.gradientClip']],
    );
    this.fail(error.message);
  }

  private fail(failure: string): void {
    if (this.state === 'failed') return; // also saving the failure can fail
    this.failure = failure;
    this.enter('failed');
    this.journal.run(this.record);
    this.ports.announce.run(this.record);
  }

  private enter(state: RunState): void {
    this.state = state;
    this.journal.metrics(this.recorder, true);
  }

  private async save(): Promise<void> {
    if (isSound(this.trainer)) this.journal.checkpoint(this.trainer, this.base.settings, this.speed.elapsed);
    this.journal.run(this.record);
    await this.journal.settled();
    this.ports.announce.run(this.record); // only now: whoever hears it may end the worker
  }
}

function saveFailure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    'The run could not be saved ({0}). Free some space or mend the folder, then resume: it goes on from its last checkpoint.',
    [reason],
  ).message;
}
