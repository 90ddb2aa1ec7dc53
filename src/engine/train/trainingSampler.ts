import type { Sample } from '../../protocol/run';
import type { SampleParams } from '../../protocol/trainer';
import type { Tokenizer } from '../data/tokenizer';
import type { RecurrentModel } from '../model/recurrentModel';
import { readStates } from '../nn/carriedState';
import { type SampleSeed, sample } from '../sampling/drawIds';
import { unchangedSampling } from '../sampling/samplingDistribution';
import type { Trainer } from './trainer';
import type { RunSampler } from './trainingParts';

/**
 * Generates samples during training. As in min-char-rnn, a sample starts from the hidden states before the
 * next window and from the first token of that window.
 */
export class TrainingSampler implements RunSampler {
  private asked = 0;

  constructor(
    private readonly trainer: Trainer,
    private readonly reader: RecurrentModel,
    private readonly tokenizer: Tokenizer,
  ) {}

  /**
   * Returns the sample for the current iteration, one of the samples at regular intervals. The same run
   * always gives the same sample at the same iteration.
   */
  regular(): Sample {
    const length = this.trainer.configuration['snapshot.sampleLength'];
    const draws = { purpose: 'sample', seed: this.seed, step: this.trainer.iteration } as const;
    const flow = this.trainer.flow().map(layer => [...layer]);
    const isSound = flow.flat().every(Number.isFinite);
    const insight = isSound && { flow, activations: this.trainer.activations() };
    return { ...this.draw(length, 1, draws), ...insight };
  }

  /**
   * Returns a sample that the user requested. Each request draws different random numbers, unless it
   * specifies a seed.
   */
  onDemand({ length, temperature, seed }: SampleParams): Sample {
    if (seed !== undefined) return this.draw(length, temperature, { purpose: 'sampleNow', seed, step: 0 });
    const step = this.trainer.iteration * 1000 + (this.asked++ % 1000);
    return this.draw(length, temperature, { purpose: 'sampleNow', seed: this.seed, step });
  }

  private get seed(): number {
    return this.trainer.configuration['training.seed'];
  }

  private draw(length: number, temperature: number, draws: SampleSeed): Sample {
    const { kernels, window, corpus, iteration } = this.trainer;
    const { arena } = kernels;
    this.trainer.load();
    const state = readStates(arena, window.states, 0);
    const last = arena.idValues(window.inputs)[0];
    const request = { length, sampling: { ...unchangedSampling, temperature }, draws };
    const ids = sample(this.reader, { state, last }, request);
    return { iteration, text: this.tokenizer.join(ids.map(id => corpus.vocabulary.symbols[id])) };
  }
}
