import type { LiveSetting } from '../../protocol/liveSettings';
import type { Activations } from '../../protocol/run';
import { minCharRnnLoss, smoothed } from '../../protocol/smoothedLoss';
import type { Configuration } from '../configuration/configuration';
import { newModel, stepsBefore } from '../configuration/network';
import { log } from '../core/math';
import { batchAt } from '../data/batches';
import type { Corpus } from '../data/corpus';
import type { Kernels } from '../kernels/kernels';
import { hiddenActivations } from '../nn/activations';
import { readStates } from '../nn/carried';
import { gradientFlow } from '../nn/gradientFlow';
import { type NetworkWeights, unfold, type Window } from '../nn/network';
import { optimizers } from '../optim';
import { squaredNorm } from '../optim/clipping';
import type { Optimizer } from '../optim/optimizer';
import { schedules } from '../optim/schedules';
import type { Schedule } from '../optim/schedules/schedule';
import { GradientProcessing } from './gradientProcessing';

/** The share of the past in the mean loss of about the last ten updates. */
const RECENT = 0.9;

/** Gradient norms of one update, before anything is done to the gradients. */
export interface GradientNorms {
  readonly global: number;
  /** In the order of the model's learned parameters. */
  readonly byParameter: readonly number[];
}

/** What an update did. */
export interface StepReport {
  /** Updates before this one. */
  readonly iteration: number;
  readonly epoch: number;
  /** Nats summed over the window, mean over the streams, before the update. */
  readonly loss: number;
  /** The learning rate that it was made with. */
  readonly rate: number;
  readonly norms?: GradientNorms;
  /** The share of the gradients' elements that was clipped. */
  readonly clipped?: number;
}

/**
 * Truncated back-propagation through time over a corpus: a function of (corpus, configuration, kernel
 * build) and nothing else, so the same inputs give the same bits, interrupted or not.
 */
export class Trainer {
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly window: Window;
  /** Completed updates. */
  iteration = 0;
  /** Until the first update, the loss of a model that knows nothing. */
  smoothLoss: number;
  /** The least smoothed loss so far. */
  bestLoss: number;
  /** The mean loss of late, which tells a spike from an explosion. */
  recentLoss: number;
  /** What may change while it trains, as it is now: the learning rate before the schedule takes its share. */
  readonly live: Record<LiveSetting, number>;
  private readonly T: number;
  private readonly B: number;
  private readonly treatment: GradientProcessing;

  /** `model`: what to train, where that is not to be a network as it starts. */
  constructor(
    readonly kernels: Kernels,
    readonly corpus: Corpus,
    readonly configuration: Configuration,
    readonly model: NetworkWeights = newModel(kernels.arena, configuration, corpus.vocabulary.size),
  ) {
    this.T = configuration['training.sequenceLength'];
    this.B = configuration['training.batch'];
    this.optimizer = optimizers[configuration['training.optimizer']](kernels, this.model.learned);
    this.schedule = schedules[configuration['training.schedule']]({
      maxIterations: configuration['training.maxIterations'],
      interval: configuration['training.scheduleInterval'],
      factor: configuration['training.scheduleFactor'],
    });
    this.treatment = new GradientProcessing(kernels, this.model.learned, configuration);
    this.window = unfold(kernels, this.model, {
      T: this.T,
      B: this.B,
      seed: configuration['training.seed'],
      before: stepsBefore(configuration),
    });
    this.live = {
      'training.learningRate': configuration['training.learningRate'],
      'training.gradientClip': configuration['training.gradientClip'],
      'snapshot.interval': configuration['snapshot.interval'],
    };
    this.smoothLoss = this.bestLoss = this.recentLoss = this.uniformLoss;
  }

  /** The loss of a model to which all symbols are alike: where training starts. */
  get uniformLoss(): number {
    return log(this.corpus.vocabulary.size) * this.T;
  }

  /** The average as min-char-rnn prints it. */
  get minCharRnnLoss(): number {
    return minCharRnnLoss(this.smoothLoss, this.iteration, this.uniformLoss);
  }

  /** Tokens that an update reads. */
  get tokensPerStep(): number {
    return this.T * this.B;
  }

  /** Whether all iterations that were asked for are done. */
  get isFinished(): boolean {
    const limit = this.configuration['training.maxIterations'];
    return limit > 0 && this.iteration >= limit;
  }

  /** The learning rate of the next update. */
  get rate(): number {
    return this.live['training.learningRate'] * this.schedule.factor(this.iteration);
  }

  /** Places the window on the text: the first part of a step, after which a sample can start from its state. */
  load(): number {
    const { arena } = this.kernels;
    const { inputs, targets } = this.window;
    const place = batchAt(
      this.corpus,
      this.iteration,
      this.B,
      this.T,
      arena.idValues(inputs),
      arena.idValues(targets),
    );
    if (place.fresh) this.window.reset();
    this.window.draw(this.iteration);
    return place.epoch;
  }

  /** The hidden states that the next window begins with, of the first stream: where reading begins. */
  get carried(): Float64Array {
    this.load();
    return readStates(this.kernels.arena, this.window.stack.hidden, 0);
  }

  /** One update. `measured` asks for gradient norms, which cost a pass over the gradients. */
  step(measured: boolean): StepReport {
    const epoch = this.load();
    const { iteration } = this;
    this.window.forward();
    this.window.loss();
    const loss = this.window.nats();
    const { rate } = this;
    if (!Number.isFinite(loss)) return { iteration, epoch, loss, rate }; // nothing to learn from; the state stays as it is
    this.window.backward();
    const norms = measured ? this.norms() : undefined;
    const clipped = this.update(rate);
    this.window.advance();
    this.recentLoss = RECENT * this.recentLoss + (1 - RECENT) * loss;
    this.iteration++;
    this.smoothLoss = smoothed(this.smoothLoss, loss, this.iteration);
    this.bestLoss = Math.min(this.bestLoss, this.smoothLoss);
    return { iteration, epoch, loss, rate, norms, clipped };
  }

  /** From the gradients, which are zero afterwards. Returns the share of their elements that was clipped. */
  private update(rate: number): number {
    const { treatment } = this;
    const limit = this.live['training.gradientClip'];
    const scaled = treatment.apply(limit);
    const bounded = this.optimizer.update(rate, this.iteration + 1, treatment.elementLimit(limit));
    return (scaled + bounded) / treatment.elements;
  }

  /** How far errors reach back in the window that comes next, by layer and lag. */
  flow(): Float64Array[] {
    this.load();
    this.window.forward();
    this.window.loss();
    return gradientFlow(this.kernels, this.window);
  }

  /** What the hidden units do in the window that `flow` has just looked at. */
  activations(): Activations[] {
    return hiddenActivations(this.kernels.arena, this.model.shape, this.window);
  }

  private norms(): GradientNorms {
    const squares = this.model.learned.map(parameter => squaredNorm(this.kernels, parameter));
    return { global: Math.sqrt(squares.reduce((a, b) => a + b, 0)), byParameter: squares.map(Math.sqrt) };
  }
}
