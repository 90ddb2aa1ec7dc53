import type { Validation } from '../../../protocol/run';
import type { IdSource } from '../../data/storedIds';
import type { MaskedModel } from '../../model/maskedModel';
import type { Evaluator } from '../validator';

/**
 * Number of predicted tokens in a segment of the evaluated text. Each segment is read on its own, with one token of
 * context on each side, so that the training loop can handle messages between segments.
 */
const STRETCH = 256;

/** Computes the mean of -ln P(token | all other tokens) over a text. */
export class ClozeEvaluation implements Evaluator {
  private at = 0;
  private total = 0;
  private readonly means: number[] = [];

  /** `ids` has at least 3 tokens: the first and the last one are only context. */
  constructor(
    private readonly model: MaskedModel,
    private readonly ids: IdSource,
  ) {}

  restart(): void {
    this.at = 0;
    this.total = 0;
    this.means.length = 0;
  }

  advance(): boolean {
    const count = Math.min(STRETCH, this.progress.tokens - this.at);
    const logProbs = this.model.score(Int32Array.from(this.ids.subarray(this.at, this.at + count + 2)));
    let sum = 0;
    for (let i = 1; i <= count; i++) sum -= logProbs[i];
    this.total += sum;
    this.means.push(sum / count);
    this.at += count;
    return this.at < this.progress.tokens;
  }

  get progress() {
    return { done: this.at, tokens: this.ids.length - 2 };
  }

  result(iteration: number): Validation {
    const loss = this.total / this.at;
    const n = this.means.length;
    const squares = this.means.reduce((sum, mean) => sum + (mean - loss) ** 2, 0);
    return { iteration, loss, ...(n > 1 && { error: Math.sqrt(squares / (n - 1) / n) }) };
  }
}
