import type { PredictionFigures } from '../../../protocol/labelFigures';
import type { Validation } from '../../../protocol/run';
import { batchesOf, type ExampleBatch } from '../../data/labelled/batchOrder';
import type { Examples } from '../../data/labelled/examples';
import type { LabelReader } from '../../model/labelReader';
import { LabelTally } from '../../scoring/labels/labelFigures';
import type { Evaluator } from '../validator';

/** Evaluates a network that labels texts or tokens, one batch of examples at a time. */
export class LabelEvaluation implements Evaluator {
  private readonly batches: readonly ExampleBatch[];
  private at = 0;
  private done = 0;
  private tally: LabelTally;

  /** `labels`: the number of labels. */
  constructor(
    private readonly reader: LabelReader,
    private readonly examples: Examples,
    private readonly labels: number,
  ) {
    const indices = Array.from({ length: examples.count }, (_, i) => i);
    this.batches = batchesOf(indices, examples, reader.B);
    this.tally = new LabelTally(labels);
  }

  restart(): void {
    this.at = 0;
    this.done = 0;
    this.tally = new LabelTally(this.labels);
  }

  advance(): boolean {
    const batch = this.batches[this.at++].examples.map(index => this.examples.at(index));
    const logProbs = this.reader.read(batch);
    for (const [b, { tokens, targets }] of batch.entries()) {
      this.tally.add(targets, logProbs[b]);
      this.done += tokens.length;
    }
    return this.at < this.batches.length;
  }

  get progress() {
    return { done: this.done, tokens: this.examples.tokenCount };
  }

  result(iteration: number): Validation {
    const { loss, lossError: error, accuracy, macroF1 } = this.tally.figures();
    return { iteration, loss, ...(error !== undefined && { error }), accuracy, macroF1 };
  }

  /** Evaluates all examples. */
  figures(): PredictionFigures {
    this.restart();
    while (this.advance());
    return this.tally.figures();
  }
}
