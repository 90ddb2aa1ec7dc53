import type { Configuration } from '../configuration/configuration';
import { log } from '../core/math';
import { batchAt } from '../data/batches';
import type { Corpus } from '../data/corpus';
import type { Kernels } from '../kernels/kernels';
import { type Model, makeModel, unfold, type Window } from '../nn/network';
import { initialiseGaussian } from '../nn/parameters';
import { optimizers } from '../optim';
import type { Optimizer } from '../optim/optimizer';

/** The originals' standard deviation of initial weights. */
const INITIAL_DEVIATION = 0.01;
/** min-char-rnn's smoothing of the loss: 0.999 of the old, 0.001 of the new. */
const SMOOTHING = 0.999;

/** Gradient norms of one update, before clipping. */
export interface GradientNorms {
  readonly global: number;
  /** In the order of the model's parameters. */
  readonly byParameter: readonly number[];
}

/** What an update did. */
export interface StepReport {
  readonly epoch: number;
  /** Nats summed over the window, mean over the streams, before the update. */
  readonly loss: number;
  readonly norms?: GradientNorms;
}

/**
 * Truncated back-propagation through time over a corpus: a function of (corpus, configuration, kernel
 * build) and nothing else, so the same inputs give the same bits, interrupted or not.
 */
export class Trainer {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly window: Window;
  /** Completed updates. */
  iteration = 0;
  smoothLoss: number;
  learningRate: number;
  private readonly T: number;
  private readonly B: number;

  constructor(
    readonly kernels: Kernels,
    readonly corpus: Corpus,
    readonly configuration: Configuration,
  ) {
    this.T = configuration['training.sequenceLength'];
    this.B = configuration['training.batch'];
    this.model = makeModel(kernels, {
      cell: configuration['model.cell'],
      activation: configuration['model.activation'],
      vocabulary: corpus.vocabulary.size,
      hidden: configuration['model.hidden'],
    });
    this.optimizer = optimizers[configuration['training.optimizer']](kernels, this.model.parameters);
    this.window = unfold(kernels, this.model, this.T, this.B);
    this.learningRate = configuration['training.learningRate'];
    this.smoothLoss = log(corpus.vocabulary.size) * this.T;
    initialiseGaussian(
      kernels.arena,
      this.model.parameters,
      INITIAL_DEVIATION,
      configuration['training.seed'],
    );
  }

  /** Places the window on the text: the first half of a step, after which a sample can start from its state. */
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
    return place.epoch;
  }

  /** One update. `measured` asks for gradient norms, which cost a pass over the gradients. */
  step(measured: boolean): StepReport {
    const epoch = this.load();
    this.window.forward();
    const loss = this.window.loss();
    if (!Number.isFinite(loss)) return { epoch, loss }; // nothing to learn from; the state stays as it is
    this.window.backward();
    const norms = measured ? this.norms() : undefined;
    this.clip();
    this.optimizer.update(this.learningRate, this.iteration + 1);
    this.window.advance();
    this.smoothLoss = SMOOTHING * this.smoothLoss + (1 - SMOOTHING) * loss;
    this.iteration++;
    return { epoch, loss, norms };
  }

  private clip(): void {
    const limit = this.configuration['training.gradientClip'];
    if (limit === 0) return;
    for (const { gradient } of this.model.parameters) this.kernels.clip(gradient, limit);
  }

  private norms(): GradientNorms {
    const squares = this.model.parameters.map(({ gradient }) => this.kernels.squaredNorm(gradient));
    return { global: Math.sqrt(squares.reduce((a, b) => a + b, 0)), byParameter: squares.map(Math.sqrt) };
  }
}
