import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';

/** The product h W of hidden states h [R, H] and output weights W [H, V], without the bias, and its gradients. */
export interface Projection {
  /** Adds the product h W to the logits y [R, V]. */
  forward(y: Tensor, h: Tensor): void;
  /** Adds dy Wᵀ to dh [R, H], the gradient with respect to h. dy [R, V] is the gradient with respect to y. */
  backward(dh: Tensor, dy: Tensor): void;
  /** Adds hᵀ dy to the gradient with respect to W. */
  accumulate(h: Tensor, dy: Tensor): void;
}

/** Returns a projection with separate weights W [H, V] and their gradient dW. */
export function denseProjection(kernels: Kernels, W: Tensor, dW: Tensor): Projection {
  return {
    forward: (y, h) => kernels.matmul(y, h, W),
    backward: (dh, dy) => kernels.matmulNT(dh, dy, W),
    accumulate: (h, dy) => kernels.matmulTN(dW, h, dy),
  };
}

/** Returns a projection with the weights Eᵀ, for an embedding E [V, H]. */
export function tiedProjection(kernels: Kernels, E: Tensor, dE: Tensor): Projection {
  return {
    forward: (y, h) => kernels.matmulNT(y, h, E),
    backward: (dh, dy) => kernels.matmul(dh, dy, E),
    accumulate: (h, dy) => kernels.matmulTN(dE, dy, h), // dE [V, H] += dyᵀ [V, R] h [R, H]
  };
}
