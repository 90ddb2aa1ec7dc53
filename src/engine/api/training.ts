import { UserError } from '../../protocol/userError';
import { textNeeds } from '../configuration/network';
import { checkCorpus } from '../data/checkTexts';
import type { TrainedNetwork } from '../model/modelFile';
import { Trainer } from '../train/trainer';
import { failureAfter } from '../train/trainingFailure';
import type { TrainingReport } from './types';

/** The name for a text without a name in messages. */
export const UNNAMED = 'the text';

/** A network with everything needed to use it, except its number of updates, which changes. */
export type Parts = Omit<TrainedNetwork, 'iteration'>;

/** Trains one network. Several texts can be trained on in succession. */
export class Training {
  private trainer: Trainer | undefined;
  /** The token ids of the current training text. */
  private ids: Int32Array = new Int32Array();
  /** Number of updates that the network received before training on the current text. */
  private before: number;

  constructor(
    private readonly parts: Parts,
    iteration: number,
  ) {
    this.before = iteration;
  }

  get iteration(): number {
    return this.before + (this.trainer?.iteration ?? 0);
  }

  /**
   * The current hidden states of the first stream. Before any training, these are the states that were stored
   * with the network.
   */
  get carried(): Float64Array | undefined {
    return this.trainer?.carried ?? this.parts.carried;
  }

  *run(ids: Int32Array): Generator<TrainingReport, void, undefined> {
    const trainer = this.trainerFor(ids);
    while (!trainer.isFinished) {
      const { epoch, loss, rate, norms } = trainer.step(true);
      if (failureAfter(trainer, loss)) throw explosion(trainer);
      yield {
        iteration: this.iteration,
        epoch,
        loss,
        smoothLoss: trainer.smoothLoss,
        learningRate: rate,
        gradientNorm: norms?.global ?? Number.NaN,
      };
    }
  }

  private trainerFor(ids: Int32Array): Trainer {
    if (this.trainer && areEqual(this.ids, ids)) return this.trainer;
    const { kernels, configuration, vocabulary, network } = this.parts;
    const corpus = { vocabulary, ids };
    checkCorpus(corpus, UNNAMED, textNeeds(configuration));
    this.before = this.iteration;
    this.ids = ids;
    this.trainer = new Trainer(kernels, corpus, configuration, network);
    return this.trainer;
  }
}

function explosion({ iteration, live }: Trainer): UserError {
  const { 'training.learningRate': rate, 'training.gradientClip': clip } = live;
  const setting = 'training.learningRate';
  return clip > 0
    ? new UserError(
        'The loss exploded at iteration {0}, and the weights are no longer usable. Start with a new network and a lower learning rate (now {1}), or with a smaller {3} (now {2}).',
        [iteration, rate, clip, { setting: 'training.gradientClip' }],
        setting,
      )
    : new UserError(
        'The loss exploded at iteration {0}, and the weights are no longer usable. Start with a new network and a lower learning rate (now {1}).',
        [iteration, rate],
        setting,
      );
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
