import type { Validation } from '../../protocol/run';
import type { TokenIds } from '../data/idList';
import type { Kernels } from '../kernels/kernels';
import { writeStates } from '../nn/carried';
import { type NetworkWeights, unfold, type Window } from '../nn/network';

/** Tokens a window; a stretch of text whose mean counts as one observation. */
const STRETCH = 64;

/**
 * The mean loss of a model over a text from its start, stretch by stretch, so that whoever trains can look
 * at messages in between. The standard error comes from the stretches' means: neighbouring tokens are too
 * much alike to count each for itself.
 */
export class Evaluation {
  private readonly window: Window;
  private at = 0;
  private total = 0;
  private readonly means: number[] = [];

  constructor(
    private readonly kernels: Kernels,
    model: NetworkWeights,
    private readonly ids: TokenIds,
  ) {
    this.window = unfold(kernels, model, { T: STRETCH, B: 1 });
  }

  /** Begins the text in these hidden states, or in the one before any token. */
  restart(carried?: Float64Array): void {
    this.at = 0;
    this.total = 0;
    this.means.length = 0;
    this.window.reset();
    if (carried) writeStates(this.kernels.arena, this.window.stack.hidden, 0, carried);
  }

  /** One stretch; false when the text is at its end. */
  advance(): boolean {
    const { arena } = this.kernels;
    const { window, ids, at } = this;
    const count = Math.min(STRETCH, ids.length - 1 - at);
    arena
      .idValues(window.inputs)
      .fill(0)
      .set(ids.subarray(at, at + count)); // beyond the end nothing counts
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

  /** Tokens that were predicted, and how many there are to predict. */
  get progress(): { readonly done: number; readonly tokens: number } {
    return { done: this.at, tokens: this.ids.length - 1 };
  }

  /** What was found so far. */
  result(iteration: number): Validation {
    const loss = this.total / this.at;
    const n = this.means.length;
    const squares = this.means.reduce((sum, mean) => sum + (mean - loss) ** 2, 0);
    return { iteration, loss, ...(n > 1 && { error: Math.sqrt(squares / (n - 1) / n) }) };
  }
}
