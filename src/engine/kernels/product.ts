import type { Tensor } from '../core/tensor';
import type { Kernels, Product } from './kernels';

/**
 * Prepares repeated products A W and A Wᵀ with the same W, where A has M rows. If the kernels use a packed
 * copy of W, its memory is allocated here.
 */
export function prepareProduct(kernels: Kernels, W: Tensor, M: number): Product {
  if (kernels.packedProduct) return kernels.packedProduct(W, M);
  return {
    refresh() {},
    times: (C, A) => kernels.matmul(C, A, W),
    timesTransposed: (C, A) => kernels.matmulNT(C, A, W),
  };
}
