import { log } from '../../core/math';
import { BatchOrder, capacityFor } from '../../data/labelled/batchOrder';
import type { Examples } from '../../data/labelled/examples';
import type { Kernels } from '../../kernels/kernels';
import type { LabelWeights } from '../../nn/labels/labelWeights';
import { type LabelWindow, unfoldLabels } from '../../nn/labels/labelWindow';
import type { Objective } from '../objective';

interface BatchOptions {
  /** Maximum number of examples per batch. */
  readonly B: number;
  readonly seed: number;
}

/** The loss of predicting the labels of examples, in nats per label. */
export class LabelObjective implements Objective<LabelWeights> {
  /** Every text starts with the same states, so no batch passes any on. */
  readonly states = [];
  readonly tokensPerStep: number;
  readonly updatesPerEpoch: number;
  readonly uniformLoss: number;
  private readonly order: BatchOrder;
  private readonly windows: ReadonlyMap<number, LabelWindow>;
  private window: LabelWindow;

  constructor(
    kernels: Kernels,
    private readonly examples: Examples,
    readonly model: LabelWeights,
    { B, seed }: BatchOptions,
  ) {
    this.order = new BatchOrder(examples, B, seed);
    this.updatesPerEpoch = this.order.perEpoch;
    this.tokensPerStep = Math.round(examples.tokenCount / this.order.perEpoch);
    this.uniformLoss = log(model.shape.labels);
    const capacities = new Set(
      Array.from({ length: examples.count }, (_, i) => capacityFor(examples.length(i))),
    );
    // All windows are allocated here, because training must not allocate.
    const windows = [...capacities].map(T => [T, unfoldLabels(kernels, model, { T, B, seed })] as const);
    this.windows = new Map(windows);
    this.window = windows[0][1];
  }

  load(iteration: number): number {
    const { examples, capacity, epoch } = this.order.at(iteration);
    this.window = this.windows.get(capacity) ?? this.window;
    this.window.place(examples.map(index => this.examples.at(index)));
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
