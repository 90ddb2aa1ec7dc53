import type { Validation } from '../../protocol/run';
import type { IdSource } from '../data/storedIds';
import type { Kernels } from '../kernels/kernels';
import { writeStates } from '../nn/carriedState';
import { type NetworkWeights, unfold, type Window } from '../nn/network';

/**
 * Number of tokens in a segment of the evaluated text. The standard error is computed from the mean losses of
 * the segments.
 */
const STRETCH = 64;

/**
 * Computes the mean loss of a model over a text. Each call of `advance` evaluates one segment, so that the
 * training loop can handle messages between segments. The standard error is computed from the means of the
 * segments instead of single losses, because the losses of neighbouring tokens are correlated.
 */
export class Evaluation {
  private readonly window: Window;
  private at = 0;
  private total = 0;
  private readonly means: number[] = [];

  constructor(
    private readonly kernels: Kernels,
    model: NetworkWeights,
    private readonly ids: IdSource,
  ) {
    this.window = unfold(kernels, model, { T: STRETCH, B: 1 });
  }

  /**
   * Returns to the start of the text. Sets the hidden states to `carried` or, by default, to their initial
   * values.
   */
  restart(carried?: Float64Array): void {
    this.at = 0;
    this.total = 0;
    this.means.length = 0;
    this.window.reset();
    if (carried) writeStates(this.kernels.arena, this.window.stack.hidden, 0, carried);
  }

  /** Evaluates the next segment. Returns false if it was the last segment of the text. */
  advance(): boolean {
    const { arena } = this.kernels;
    const { window, ids, at } = this;
    const count = Math.min(STRETCH, ids.length - 1 - at);
    arena
      .idValues(window.inputs)
      .fill(0)
      // Inputs and targets beyond the end of the text are padding and are not counted.
      .set(ids.subarray(at, at + count));
    arena
      .idValues(window.targets)
      .fill(0)
      .set(ids.subarray(at + 1, at + 1 + count));
    window.forward();
    window.loss();
    let sum = 0;
    for (const loss of arena.values(window.output.losses).subarray(0, count)) sum += loss;
    this.total += sum;
    this.means.push(sum / count);
    window.advance();
    this.at += count;
    return this.at < ids.length - 1;
  }

  /** Number of tokens that were predicted so far (`done`), and in the whole text (`tokens`). */
  get progress(): { readonly done: number; readonly tokens: number } {
    return { done: this.at, tokens: this.ids.length - 1 };
  }

  /** Returns the mean loss so far in nats per token, with its standard error. */
  result(iteration: number): Validation {
    const loss = this.total / this.at;
    const n = this.means.length;
    const squares = this.means.reduce((sum, mean) => sum + (mean - loss) ** 2, 0);
    return { iteration, loss, ...(n > 1 && { error: Math.sqrt(squares / (n - 1) / n) }) };
  }
}
