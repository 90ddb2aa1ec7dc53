import type { Activations } from '../../protocol/run';
import type { Configuration, LiveSetting } from '../../settings/settings';
import { newModel, stepsBefore } from '../configuration/network';
import { optimizerOptions, scheduleOf } from '../configuration/optimisation';
import { resetsFor } from '../configuration/resets';
import { log } from '../core/math';
import { minCharRnnLoss, smoothed } from '../core/smoothedLoss';
import type { Corpus } from '../data/corpus';
import { Curriculum } from '../data/curriculum';
import type { Kernels } from '../kernels/kernels';
import { hiddenActivations } from '../nn/activations';
import { readStates } from '../nn/carriedState';
import { recurrentMatrices } from '../nn/gateMatrices';
import { gradientFlow } from '../nn/gradientFlow';
import { largestEigenvalue } from '../nn/largestEigenvalue';
import { type NetworkWeights, unfold, type Window } from '../nn/network';
import { optimizers } from '../optim';
import type { Optimizer } from '../optim/optimizer';
import type { Schedule } from '../optim/schedules/schedule';
import { GradientProcessing } from './gradientProcessing';
import { gradientNorms, type StepReport } from './stepReport';

/**
 * Decay per update of the exponential moving average of the recent loss. The average covers about the last
 * ten updates.
 */
const RECENT = 0.9;

/**
 * Trains on a corpus by truncated backpropagation through time. The result depends only on corpus,
 * configuration and kernel build: the same inputs always give bit-identical weights, even if training was
 * interrupted and resumed.
 */
export class Trainer {
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly window: Window;
  /** Number of completed updates. */
  iteration = 0;
  /**
   * The bias-corrected smoothed loss, in nats per window. Before the first update, it is the loss of a
   * uniform prediction.
   */
  smoothLoss: number;
  /** The lowest smoothed loss so far, in nats per window. */
  bestLoss: number;
  /**
   * Mean loss of about the last ten updates, in nats per window. It distinguishes an explosion of the loss
   * from a single high value.
   */
  recentLoss: number;
  /**
   * Current values of the settings that can change during training. The learning rate here is the value
   * before multiplication by the schedule's factor.
   */
  readonly live: Record<LiveSetting, number>;
  private readonly curriculum: Curriculum;
  private readonly T: number;
  private readonly B: number;
  private readonly processing: GradientProcessing;

  /** `model`: the network to train. By default, a new network with initial weights is created. */
  constructor(
    readonly kernels: Kernels,
    readonly corpus: Corpus,
    readonly configuration: Configuration,
    readonly model: NetworkWeights = newModel(kernels.arena, configuration, corpus.vocabulary.symbols),
  ) {
    this.T = configuration['training.sequenceLength'];
    this.B = configuration['training.batch'];
    const before = stepsBefore(configuration);
    this.curriculum = new Curriculum(corpus, { B: this.B, T: this.T, before }, phase =>
      resetsFor(configuration, phase?.resetEvery ?? configuration['training.resetEvery']),
    );
    this.optimizer = optimizers[configuration['training.optimizer']](
      kernels,
      this.model.learned,
      optimizerOptions(configuration),
    );
    this.schedule = scheduleOf(configuration, this.curriculum.windowsPerPass);
    this.processing = new GradientProcessing(kernels, this.model.learned, configuration);
    this.window = unfold(kernels, this.model, {
      T: this.T,
      B: this.B,
      seed: configuration['training.seed'],
      before,
    });
    this.live = {
      'training.learningRate': configuration['training.learningRate'],
      'training.gradientClip': configuration['training.gradientClip'],
      'snapshot.interval': configuration['snapshot.interval'],
    };
    this.smoothLoss = this.bestLoss = this.recentLoss = this.uniformLoss;
  }

  /**
   * The loss of a uniform prediction, in nats per window. The loss of an untrained network is about the same.
   */
  get uniformLoss(): number {
    return log(this.corpus.vocabulary.size) * this.T;
  }

  /** The smoothed loss as min-char-rnn computes it, without bias correction. */
  get minCharRnnLoss(): number {
    return minCharRnnLoss(this.smoothLoss, this.iteration, this.uniformLoss);
  }

  /** Number of tokens on which each update trains: T steps of B streams. */
  get tokensPerStep(): number {
    return this.T * this.B;
  }

  /** Whether the configured number of iterations has been completed. */
  get isFinished(): boolean {
    const limit = this.configuration['training.maxIterations'];
    return limit > 0 && this.iteration >= limit;
  }

  /** The learning rate of the next update, scaled by the schedule. */
  get rate(): number {
    return this.live['training.learningRate'] * this.schedule.factor(this.iteration);
  }

  /**
   * Loads the tokens of the next window. This is the first part of a step. Afterwards, a sample can start
   * from the hidden states before the window and its first token. Returns the epoch.
   */
  load(): number {
    const { B, T, kernels, window } = this;
    const [inputs, targets] = [window.inputs, window.targets].map(ids => kernels.arena.idValues(ids));
    const place = this.curriculum.fill(this.iteration, { B, T, inputs, targets });
    if (place.fresh) this.window.reset();
    this.window.draw(this.iteration);
    return place.epoch;
  }

  /**
   * The hidden states of the first stream at the start of the next window. Scored texts and validation start
   * from these states.
   */
  get carried(): Float64Array {
    this.load();
    return readStates(this.kernels.arena, this.window.stack.hidden, 0);
  }

  /**
   * Makes one update. With `measured`, also computes the norms of the gradients, which takes one additional
   * pass over the gradients.
   */
  step(measured: boolean): StepReport {
    const epoch = this.load();
    const { iteration } = this;
    this.window.forward();
    this.window.loss();
    const loss = this.window.nats();
    const { rate } = this;
    // Returns without an update. The weights and hidden states have not changed.
    if (!Number.isFinite(loss)) return { iteration, epoch, loss, rate };
    this.window.backward();
    const norms = measured ? gradientNorms(this.kernels, this.model.learned) : undefined;
    const clipped = this.update(rate);
    this.window.advance();
    this.recentLoss = RECENT * this.recentLoss + (1 - RECENT) * loss;
    this.iteration++;
    this.smoothLoss = smoothed(this.smoothLoss, loss, this.iteration);
    this.bestLoss = Math.min(this.bestLoss, this.smoothLoss);
    return { iteration, epoch, loss, rate, norms, clipped };
  }

  /**
   * Updates the parameters and sets the gradients to zero. Returns the fraction of gradient elements that
   * were clipped, from 0 to 1.
   */
  private update(rate: number): number {
    const { processing } = this;
    const limit = this.live['training.gradientClip'];
    const scaled = processing.apply(limit);
    const bounded = this.optimizer.update(rate, this.iteration + 1, processing.elementLimit(limit));
    return (scaled + bounded) / processing.elements;
  }

  /**
   * Returns the gradient flow of the next window, as [layer][lag] (see `gradientFlow`). Does not change the
   * weights.
   */
  flow(): Float64Array[] {
    this.load();
    this.window.forward();
    this.window.loss();
    return gradientFlow(this.kernels, this.window);
  }

  /** Returns the largest absolute eigenvalue of each recurrent matrix (see `largestEigenvalue`), by name. */
  spectralRadii(): ReadonlyMap<string, number> {
    const matrices = recurrentMatrices(this.kernels.arena, this.model);
    return new Map(matrices.map(({ name, rows, values }) => [name, largestEigenvalue(values(), rows)]));
  }

  /** Returns statistics of the hidden activations in the window for which `flow` was called last. */
  activations(): Activations[] {
    return hiddenActivations(this.kernels.arena, this.model.shape, this.window);
  }
}
