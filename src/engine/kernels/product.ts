import type { Tensor } from '../core/tensor';
import type { Kernels, Product } from './kernels';

/** Products that read W itself each time: nothing is gained by laying it out otherwise. */
export function unpackedProduct(this: Kernels, W: Tensor): Product {
  return {
    refresh() {},
    times: (C, A) => this.matmul(C, A, W),
    timesTransposed: (C, A) => this.matmulNT(C, A, W),
  };
}
