import type { Tensor } from '../../core/tensor';
import type { State } from '../carried';

/** What a layer sees, for all steps of a window at once: x [T * B, D]. */
export interface Input {
  /** What it must remember of the window before. */
  readonly states: readonly State[];
  /** a = x Wxh. */
  forward(a: Tensor): void;
  /** From da [T * B, G * H]: the gradient by what lies beneath, if anything that learns does. */
  backward(da: Tensor): void;
  /** dWxh += xᵀ da, and the gradients of what makes x. */
  accumulate(da: Tensor): void;
}
