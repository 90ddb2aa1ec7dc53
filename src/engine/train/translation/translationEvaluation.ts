import type { Validation } from '../../../protocol/run';
import type { TranslationFigures } from '../../../protocol/translationFigures';
import { batchesOf, type ExampleBatch } from '../../data/labelled/batchOrder';
import type { IdPair, Pairs } from '../../data/pairs/pairs';
import type { Kernels } from '../../kernels/kernels';
import { TranslationReader } from '../../model/translationReader';
import type { TranslationWeights } from '../../nn/translation/translationWeights';
import { type TranslationWindow, unfoldTranslation } from '../../nn/translation/translationWindow';
import { TranslationTally } from '../../scoring/translation/translationFigures';
import type { Evaluator } from '../validator';

interface EvaluationOptions {
  /** Number of pairs that are read together. */
  readonly B: number;
  /** Number of hypotheses that the search for a target keeps. */
  readonly beam: number;
  /** The length of the longest target in training. */
  readonly longestTarget: number;
}

/** Evaluates a network on pairs, one batch at a time: the loss of the correct targets, and the targets that it writes. */
export class TranslationEvaluation implements Evaluator {
  private readonly batches: readonly ExampleBatch[];
  private readonly reader: TranslationReader;
  private readonly windows = new Map<number, TranslationWindow>();
  private at = 0;
  private done = 0;
  private tally: TranslationTally;

  constructor(
    private readonly kernels: Kernels,
    private readonly model: TranslationWeights,
    private readonly pairs: Pairs,
    private readonly options: EvaluationOptions,
  ) {
    const { B, beam, longestTarget } = options;
    const indices = Array.from({ length: pairs.count }, (_, i) => i);
    this.batches = batchesOf(indices, pairs, B);
    this.reader = new TranslationReader(kernels, model, {
      sources: B,
      beam,
      longestTarget,
      alignments: false,
    });
    this.tally = this.newTally();
    this.allocate();
  }

  restart(): void {
    this.at = 0;
    this.done = 0;
    this.tally = this.newTally();
  }

  advance(): boolean {
    const { examples, capacity } = this.batches[this.at++];
    const batch = examples.map(index => this.pairs.at(index));
    const logProbs = this.logProbs(batch, this.windowFor(capacity));
    const written = this.reader.translate(batch.map(({ source }) => source));
    for (const [b, pair] of batch.entries()) {
      this.tally.add(pair, logProbs[b], written[b][0].symbols);
      this.done += pair.source.length + pair.target.length;
    }
    return this.at < this.batches.length;
  }

  get progress() {
    return { done: this.done, tokens: this.pairs.tokenCount };
  }

  result(iteration: number): Validation {
    const { loss, lossError: error, accuracy, exact } = this.tally.figures();
    return { iteration, loss, ...(error !== undefined && { error }), accuracy, exact };
  }

  /** Evaluates all pairs. */
  figures(): TranslationFigures {
    this.restart();
    while (this.advance());
    return this.soFar();
  }

  /** Returns the figures of the pairs that were evaluated so far. */
  soFar(): TranslationFigures {
    return this.tally.figures();
  }

  /** Returns, for each pair, ln P of every symbol for each symbol of the target and its end. */
  private logProbs(batch: readonly IdPair[], window: TranslationWindow): Float64Array[] {
    window.place(batch);
    window.forward();
    const K = this.model.shape.decoder.vocabulary;
    const all = this.kernels.arena.values(window.logProbs());
    return batch.map(({ target }, b) => {
      const found = new Float64Array((target.length + 1) * K);
      for (let t = 0; t <= target.length; t++) {
        const row = t * window.B + b;
        found.set(all.subarray(row * K, (row + 1) * K), t * K);
      }
      return found;
    });
  }

  /** Allocates all windows, so that a training does not run out of memory at its first validation. */
  private allocate(): void {
    for (const { examples, capacity } of this.batches) {
      this.windowFor(capacity);
      this.reader.allocate(Math.max(...examples.map(index => this.pairs.at(index).source.length)));
    }
  }

  private newTally(): TranslationTally {
    return new TranslationTally(this.model.shape.decoder.vocabulary);
  }

  private windowFor(size: number): TranslationWindow {
    const known = this.windows.get(size);
    if (known) return known;
    const window = unfoldTranslation(this.kernels, this.model, { S: size, T: size, B: this.options.B });
    this.windows.set(size, window);
    return window;
  }
}
