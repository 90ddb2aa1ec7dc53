import type { Tensor } from '../core/tensor';
import type { Kernels, Product } from './kernels';

/**
 * Prepares repeated products A W and A Wᵀ with one W, where A has M rows. Kernels that keep a packed copy of
 * W allocate its memory here.
 */
export function prepareProduct(kernels: Kernels, W: Tensor, M: number): Product {
  if (kernels.packedProduct) return kernels.packedProduct(W, M);
  return {
    refresh() {},
    times: (C, A) => kernels.matmul(C, A, W),
    timesTransposed: (C, A) => kernels.matmulNT(C, A, W),
  };
}
