import type { Configuration } from '../../../settings/settings';
import { log } from '../../core/math';
import { clozeBatchAt, clozeWindowsPerPass } from '../../data/clozeBatches';
import type { Corpus } from '../../data/corpus';
import type { Kernels } from '../../kernels/kernels';
import type { BidirectionalModel } from '../../nn/bidirectional/bidirectionalModel';
import { type BidirectionalWindow, unfoldMasked } from '../../nn/bidirectional/bidirectionalWindow';
import type { Objective } from '../objective';

/** The loss of predicting every token of a window from the tokens on both sides of it. */
export class ClozeObjective implements Objective<BidirectionalModel> {
  /** Both directions start every window without a past, so no window passes any state on. */
  readonly states = [];
  private readonly window: BidirectionalWindow;
  private readonly T: number;
  private readonly B: number;

  constructor(
    private readonly kernels: Kernels,
    private readonly corpus: Corpus,
    configuration: Configuration,
    readonly model: BidirectionalModel,
  ) {
    this.T = configuration['training.sequenceLength'];
    this.B = configuration['training.batch'];
    const { T, B } = this;
    this.window = unfoldMasked(kernels, model, { T, B, seed: configuration['training.seed'] });
  }

  get tokensPerStep(): number {
    return this.T * this.B;
  }

  get updatesPerEpoch(): number {
    return clozeWindowsPerPass(this.corpus.ids.length, this.B, this.T);
  }

  get uniformLoss(): number {
    return log(this.corpus.vocabulary.size) * this.T;
  }

  load(iteration: number): number {
    const { B, T, kernels, window } = this;
    const [tokens, targets] = [window.tokens, window.targets].map(ids => kernels.arena.idValues(ids));
    const epoch = clozeBatchAt(this.corpus.ids, iteration, { B, T, tokens, targets });
    window.draw(iteration);
    return epoch;
  }

  forward(): number {
    this.window.forward();
    return this.window.loss();
  }

  backward(): void {
    this.window.backward();
  }

  advance(): void {}
}
