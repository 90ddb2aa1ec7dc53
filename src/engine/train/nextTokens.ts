import type { Configuration } from '../../settings/settings';
import { stepsBefore } from '../configuration/network';
import { resetsFor } from '../configuration/resets';
import { log } from '../core/math';
import type { Corpus } from '../data/corpus';
import { Curriculum } from '../data/curriculum';
import type { Kernels } from '../kernels/kernels';
import { type NetworkWeights, unfold, type Window } from '../nn/network';
import type { Objective } from './objective';

/** The loss of predicting the next token of a corpus, by truncated backpropagation through time. */
export class NextTokens implements Objective<NetworkWeights> {
  readonly window: Window;
  private readonly curriculum: Curriculum;
  private readonly T: number;
  private readonly B: number;

  constructor(
    private readonly kernels: Kernels,
    private readonly corpus: Corpus,
    configuration: Configuration,
    readonly model: NetworkWeights,
  ) {
    this.T = configuration['training.sequenceLength'];
    this.B = configuration['training.batch'];
    const { T, B } = this;
    const before = stepsBefore(configuration);
    const seed = configuration['training.seed'];
    this.curriculum = new Curriculum(
      corpus,
      { B, T, before },
      phase => resetsFor(configuration, phase?.resetEvery ?? configuration['training.resetEvery']),
      configuration['training.windows'] === 'random' ? seed : undefined,
    );
    this.window = unfold(kernels, model, { T, B, seed, before });
  }

  /** T steps of B streams. */
  get tokensPerStep(): number {
    return this.T * this.B;
  }

  get updatesPerEpoch(): number {
    return this.curriculum.windowsPerPass;
  }

  get uniformLoss(): number {
    return log(this.corpus.vocabulary.size) * this.T;
  }

  get states() {
    return this.window.states;
  }

  load(iteration: number): number {
    const { B, T, kernels, window } = this;
    const [inputs, targets] = [window.inputs, window.targets].map(ids => kernels.arena.idValues(ids));
    const place = this.curriculum.fill(iteration, { B, T, inputs, targets });
    if (place.fresh) window.reset();
    window.draw(iteration);
    return place.epoch;
  }

  forward(): number {
    this.window.forward();
    this.window.loss();
    return this.window.nats();
  }

  backward(): void {
    this.window.backward();
  }

  advance(): void {
    this.window.advance();
  }
}
