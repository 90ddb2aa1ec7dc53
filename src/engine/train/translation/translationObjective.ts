import { log } from '../../core/math';
import { BatchOrder, capacityFor } from '../../data/labelled/batchOrder';
import type { Pairs } from '../../data/pairs/pairs';
import type { Kernels } from '../../kernels/kernels';
import type { TranslationWeights } from '../../nn/translation/translationWeights';
import { type TranslationWindow, unfoldTranslation } from '../../nn/translation/translationWindow';
import type { Objective } from '../objective';

interface BatchOptions {
  /** Maximum number of pairs per batch. */
  readonly B: number;
  readonly seed: number;
}

/** The loss of predicting the symbols of targets, in nats per symbol, with the correct symbols before each (teacher forcing). */
export class TranslationObjective implements Objective<TranslationWeights> {
  /** Every source starts with the same states, so no batch passes any on. */
  readonly states = [];
  readonly tokensPerStep: number;
  readonly updatesPerEpoch: number;
  readonly uniformLoss: number;
  private readonly order: BatchOrder;
  private readonly windows: ReadonlyMap<number, TranslationWindow>;
  private window: TranslationWindow;

  constructor(
    kernels: Kernels,
    private readonly pairs: Pairs,
    readonly model: TranslationWeights,
    { B, seed }: BatchOptions,
  ) {
    this.order = new BatchOrder(pairs, B, seed);
    this.updatesPerEpoch = this.order.perEpoch;
    this.tokensPerStep = Math.round(pairs.tokenCount / this.order.perEpoch);
    this.uniformLoss = log(model.shape.decoder.vocabulary);
    const capacities = new Set(Array.from({ length: pairs.count }, (_, i) => capacityFor(pairs.length(i))));
    // All windows are allocated here, because training must not allocate.
    const windows = [...capacities].map(
      size => [size, unfoldTranslation(kernels, model, { S: size, T: size, B, seed })] as const,
    );
    this.windows = new Map(windows);
    this.window = windows[0][1];
  }

  load(iteration: number): number {
    const { examples, capacity, epoch } = this.order.at(iteration);
    this.window = this.windows.get(capacity) ?? this.window;
    this.window.place(examples.map(index => this.pairs.at(index)));
    this.window.draw(iteration);
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
