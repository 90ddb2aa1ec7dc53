import type { Tensor } from '../../core/tensor';
import type { CarriedState } from '../carriedState';

/**
 * The input x [T * B, D] of a layer for all steps of a window. Wxh [D, G * H] are the weights of the input.
 */
export interface Input {
  /** The states of the input that are passed from window to window, such as the tokens before a window. */
  readonly states: readonly CarriedState[];
  /** Sets a [T * B, G * H] to x Wxh, the input's part of the pre-activations. */
  forward(a: Tensor): void;
  /**
   * Adds to the gradient with respect to x, from da [T * B, G * H]. Does nothing for one-hot input, whose
   * gradient is not needed.
   */
  backward(da: Tensor): void;
  /** Adds xᵀ da to the gradient of Wxh, and adds the gradients of parameters on which x depends. */
  accumulate(da: Tensor): void;
}
