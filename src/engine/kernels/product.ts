import type { Tensor } from '../core/tensor';
import type { Kernels, Product } from './kernels';

/** Prepares products of W with matrices of M rows. Allocates the memory they need. */
export function prepareProduct(kernels: Kernels, W: Tensor, M: number): Product {
  if (kernels.packedProduct) return kernels.packedProduct(W, M);
  return {
    refresh() {},
    times: (C, A) => kernels.matmul(C, A, W),
    timesTransposed: (C, A) => kernels.matmulNT(C, A, W),
  };
}
