import { END, UNKNOWN } from '../../../../../src/engine/families/rnnlm/net/network';
import {
  numbers,
  type Precision,
  type RnnlmNumbers,
  type RnnlmStructure,
} from '../../../../../src/engine/families/rnnlm/rnnlmModel';

/**
 * The last words, hidden layers and errors, most recent first. Backpropagation through time uses them. They
 * include steps before the current block.
 */
export class RecentSteps {
  readonly words: Int32Array;
  /** The last hidden layers, [bptt + block, H]. `errors` has the same shape. */
  readonly hidden: RnnlmNumbers;
  readonly errors: RnnlmNumbers;
  /** Number of steps through which errors are backpropagated. */
  readonly steps: number;
  /**
   * Memory for the backward pass: the error of the previous step, [H]. `dRecurrent`: the gradients of the
   * recurrent weights [H, H], summed over all steps.
   */
  readonly dBefore: RnnlmNumbers;
  readonly dRecurrent: RnnlmNumbers;

  constructor(
    private readonly structure: RnnlmStructure,
    precision: Precision,
  ) {
    const length = structure.bptt + structure.bpttBlock;
    this.words = new Int32Array(length).fill(UNKNOWN);
    const { hidden: H } = structure;
    this.hidden = numbers(precision, length * H);
    this.errors = numbers(precision, length * H);
    this.dBefore = numbers(precision, H);
    this.dRecurrent = numbers(precision, H * H);
    this.steps = length - 2;
  }

  /**
   * Adds a word, and shifts the hidden layers and errors by one step. The caller then fills in those of the
   * new step.
   */
  shift(last: number): void {
    const { hidden: H } = this.structure;
    this.words.copyWithin(1, 0);
    this.words[0] = last;
    this.hidden.copyWithin(H, 0);
    this.errors.copyWithin(H, 0);
  }

  /** Clears everything except the most recent word and the two most recent hidden layers and errors. */
  forget(): void {
    const { hidden: H } = this.structure;
    this.words.fill(END, 1);
    this.hidden.fill(0, 2 * H);
    this.errors.fill(0, 2 * H);
  }

  hiddenAt(step: number): RnnlmNumbers {
    const { hidden: H } = this.structure;
    return this.hidden.subarray(step * H, step * H + H);
  }

  errorAt(step: number): RnnlmNumbers {
    const { hidden: H } = this.structure;
    return this.errors.subarray(step * H, step * H + H);
  }
}
