import { configure } from '../../../src/engine/configuration/configure';
import { tokenizerOf } from '../../../src/engine/configuration/text';
import { readCorpus } from '../../../src/engine/data/corpus';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/engine/storage/runs/checkpointFormat';
import { Trainer } from '../../../src/engine/train/trainer';
import { TrainingSampler } from '../../../src/engine/train/trainingSampler';
import { restoreTrainer, saveTrainer } from '../../../src/engine/train/trainState';
import type { RunSettings, Sample } from '../../../src/protocol/run';

const TEXT = 'the cat sat on the mat\nthe dog sat on the cat\n'.repeat(2);
/** Number of iterations between two validations, and between two samples. */
const INTERVAL = 4;

export const TINY: RunSettings = {
  'model.hidden': 6,
  'model.embedding': 5,
  'model.context': 3,
  'model.heads': 2,
  'model.positions': 6,
  'model.initialDeviation': 0.3,
  'training.sequenceLength': 4,
  'training.batch': 2,
  'training.maxIterations': 100,
  'snapshot.sampleLength': 12,
};

/** A training without a session. Keeps its measurements and checkpoints. */
export class Training {
  readonly losses: number[] = [];
  readonly samples: Sample[] = [];
  readonly trainer: Trainer;
  private readonly sampler: TrainingSampler;

  constructor(
    kernels: Kernels,
    private readonly settings: RunSettings,
    private readonly watched = true,
  ) {
    const configuration = configure(settings);
    const tokenizer = tokenizerOf(configuration);
    const corpus = readCorpus({ name: 'a.txt', bytes: Buffer.from(TEXT) }, tokenizer, 1);
    this.trainer = new Trainer(kernels, corpus, configuration);
    const reader = new RecurrentModel(kernels, this.trainer.model, corpus.vocabulary);
    this.sampler = new TrainingSampler(this.trainer, reader, tokenizer);
  }

  /**
   * Trains up to an iteration. Returns false if the loss becomes infinite or NaN before that. The validation
   * losses that the schedule receives improve at first and then no longer.
   */
  until(iteration: number): boolean {
    const { trainer } = this;
    while (trainer.iteration < iteration) {
      const at = trainer.iteration;
      if (at % INTERVAL === 0) trainer.schedule.validated(Math.max(2, 3 - at / 10));
      if (at % INTERVAL === 0 && this.watched) this.samples.push(this.sampler.regular());
      const { loss } = trainer.step(true);
      if (!Number.isFinite(loss)) return false;
      this.losses.push(loss);
    }
    return true;
  }

  /**
   * Returns a checkpoint file, which contains the weights, the optimizer state, the carried states and
   * everything else that a training needs to resume.
   */
  save(): Uint8Array {
    return encodeCheckpoint(saveTrainer(this.trainer, this.settings, { elapsed: 1 }));
  }

  restore(file: Uint8Array): void {
    restoreTrainer(this.trainer, decodeCheckpoint(file));
  }
}
