import type { Tensor } from '../../core/tensor';
import type { CarriedState } from '../carriedState';

/** The input x [T * B, D] of a layer for all steps of a window. */
export interface Input {
  /** The states that the input takes over from the previous window. */
  readonly states: readonly CarriedState[];
  /** Computes a = x Wxh. */
  forward(a: Tensor): void;
  /**
   * Computes the gradient with respect to x from da [T * B, G * H]. Does nothing if nothing below is trained.
   */
  backward(da: Tensor): void;
  /** Computes dWxh += xᵀ da, and adds the gradients of the parameters on which x depends. */
  accumulate(da: Tensor): void;
}
