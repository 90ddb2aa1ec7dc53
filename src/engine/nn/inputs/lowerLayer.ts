import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { Parameter } from '../parameters';
import type { Dropout } from './dropout';
import type { Input } from './input';

/**
 * Returns the input of an upper layer. x [T * B, H] are the hidden states of the layer below, with dropout if
 * it is enabled.
 */
export function lowerLayerInput(
  kernels: Kernels,
  Wxh: Parameter,
  h: Tensor,
  dh: Tensor,
  dropout: Dropout | undefined,
): Input {
  const x = dropout?.x ?? h;
  const dx = dropout?.dx ?? dh;
  return {
    states: [],

    forward(a) {
      dropout?.forward(h);
      kernels.fill(a, 0);
      kernels.matmul(a, x, Wxh.value); // a [T*B, GH] += x [T*B, H] Wxh
    },

    backward(da) {
      dropout?.clear();
      kernels.matmulNT(dx, da, Wxh.value); // dx [T*B, H] += da [T*B, GH] Wxhᵀ
      dropout?.backward(dh);
    },

    accumulate: da => kernels.matmulTN(Wxh.gradient, x, da), // dWxh [H, GH] += xᵀ da
  };
}
