import type { Tensor } from '../../core/tensor';
import type { CarriedState } from '../carriedState';

/** The input x [T * B, D] of a layer, for all steps of a window at once. */
export interface Input {
  /** The states that the input carries from the previous window. */
  readonly states: readonly CarriedState[];
  /** a = x Wxh */
  forward(a: Tensor): void;
  /** From da [T * B, G * H]: computes the gradient with respect to x, if anything below is trained. */
  backward(da: Tensor): void;
  /** dWxh += xᵀ da, and adds the gradients of parameters that x depends on. */
  accumulate(da: Tensor): void;
}
