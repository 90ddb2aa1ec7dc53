import type { ValidationFigure } from '../../protocol/run';
import type { Configuration, LiveSetting } from '../../settings/settings';
import { optimizerOptions, scheduleOf } from '../configuration/optimisation';
import { minCharRnnLoss, smoothed } from '../core/smoothedLoss';
import type { Kernels } from '../kernels/kernels';
import type { GateMatrix } from '../nn/gateMatrices';
import { largestEigenvalue } from '../nn/largestEigenvalue';
import { optimizers } from '../optim';
import type { Optimizer } from '../optim/optimizer';
import type { Schedule } from '../optim/schedules/schedule';
import { GradientProcessing } from './gradientProcessing';
import type { Objective, TrainedParameters } from './objective';
import { gradientNorms, type StepReport } from './stepReport';

/**
 * Decay per update of the exponential moving average of the recent loss. The average covers about the last
 * ten updates.
 */
const RECENT = 0.9;

/**
 * Minimises an objective. The result depends only on the data of the objective, the configuration and the kernel build:
 * the same inputs always give bit-identical weights, even if training was interrupted and resumed.
 */
export abstract class ParameterTrainer<Model extends TrainedParameters = TrainedParameters> {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
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
  /** The figures of a validation besides the loss, which the metrics contain. */
  readonly figures: readonly ValidationFigure[] = [];
  private readonly processing: GradientProcessing;

  constructor(
    readonly kernels: Kernels,
    readonly configuration: Configuration,
    readonly objective: Objective<Model>,
  ) {
    this.model = objective.model;
    this.optimizer = optimizers[configuration['training.optimizer']](
      kernels,
      this.model.learned,
      optimizerOptions(configuration),
    );
    this.schedule = scheduleOf(configuration, objective.updatesPerEpoch);
    this.processing = new GradientProcessing(kernels, this.model.learned, configuration);
    this.live = {
      'training.learningRate': configuration['training.learningRate'],
      'training.gradientClip': configuration['training.gradientClip'],
      'snapshot.interval': configuration['snapshot.interval'],
    };
    this.smoothLoss = this.bestLoss = this.recentLoss = this.uniformLoss;
  }

  /** Returns the metadata by which a checkpoint describes the network, besides the settings. */
  abstract metadata(): Readonly<Record<string, string>>;

  /** Returns the current network as a model file. */
  abstract weights(): Uint8Array;

  /** The matrices between the hidden units of one step and the next. */
  abstract recurrentMatrices(): readonly GateMatrix[];

  /** The hidden states from which validation starts. Empty if every text starts with the same states. */
  abstract get carried(): Float64Array;

  /**
   * The loss of a uniform prediction, in nats per window. The loss of an untrained network is about the same.
   */
  get uniformLoss(): number {
    return this.objective.uniformLoss;
  }

  /** The smoothed loss as min-char-rnn computes it, without bias correction. */
  get minCharRnnLoss(): number {
    return minCharRnnLoss(this.smoothLoss, this.iteration, this.uniformLoss);
  }

  /** Number of tokens on which each update trains. */
  get tokensPerStep(): number {
    return this.objective.tokensPerStep;
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

  /** Loads the data of the next update, the first part of a step. Returns the epoch. */
  load(): number {
    return this.objective.load(this.iteration);
  }

  /**
   * Makes one update. With `measured`, also computes the norms of the gradients, which takes one additional
   * pass over the gradients.
   */
  step(measured: boolean): StepReport {
    const epoch = this.load();
    const { iteration, objective } = this;
    const loss = objective.forward();
    const { rate } = this;
    // Returns without an update. The weights and hidden states have not changed.
    if (!Number.isFinite(loss)) return { iteration, epoch, loss, rate };
    objective.backward();
    const norms = measured ? gradientNorms(this.kernels, this.model.learned) : undefined;
    const clipped = this.update(rate);
    objective.advance();
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

  /** Returns the largest absolute eigenvalue of each recurrent matrix (see `largestEigenvalue`), by name. */
  spectralRadii(): ReadonlyMap<string, number> {
    return new Map(
      this.recurrentMatrices().map(({ name, rows, values }) => [name, largestEigenvalue(values(), rows)]),
    );
  }
}
