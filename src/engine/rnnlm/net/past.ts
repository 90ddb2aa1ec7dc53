import { type Numbers, numbers, type Precision, type Structure } from '../model';
import { END, UNKNOWN } from './network';

/** The last words, hidden layers and errors, the newest first: what is sent back through. */
export class Past {
  readonly words: Int32Array;
  /** [bptt + block, H] */
  readonly hidden: Numbers;
  readonly errors: Numbers;
  /** How far the error is sent back. */
  readonly steps: number;
  /** For the way back: the error before a step, and what all steps say of the recurrent weights. */
  readonly dBefore: Numbers;
  readonly dRecurrent: Numbers;

  constructor(
    private readonly structure: Structure,
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

  shift(last: number): void {
    const { hidden: H } = this.structure;
    this.words.copyWithin(1, 0);
    this.words[0] = last;
    this.hidden.copyWithin(H, 0);
    this.errors.copyWithin(H, 0);
  }

  /** The newest word, and the two newest layers, stay. */
  forget(): void {
    const { hidden: H } = this.structure;
    this.words.fill(END, 1);
    this.hidden.fill(0, 2 * H);
    this.errors.fill(0, 2 * H);
  }

  hiddenAt(step: number): Numbers {
    const { hidden: H } = this.structure;
    return this.hidden.subarray(step * H, step * H + H);
  }

  errorAt(step: number): Numbers {
    const { hidden: H } = this.structure;
    return this.errors.subarray(step * H, step * H + H);
  }
}
