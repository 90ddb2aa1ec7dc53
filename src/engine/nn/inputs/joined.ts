import type { Kernels } from '../../kernels/kernels';
import type { OutputSource } from '../outputs/output';
import type { Parameter } from '../parameters';
import type { Input } from './input';

/**
 * Returns the input of a layer above two directions: x_t = [h_t of one direction, h_t of the other]. x is never
 * stored: each direction has its own rows of Wxh.
 *
 * | symbol | shape         | meaning                                 |
 * |--------|---------------|-----------------------------------------|
 * | h      | [T * B, H]    | states of one direction, dh their gradient |
 * | Wxh    | [2H, G * H]   | one matrix per direction, one below the other |
 */
export function joinedInput(kernels: Kernels, Wxh: Parameter, sources: readonly OutputSource[]): Input {
  const parts = sources.map(({ h, dh }, k) => ({
    h,
    dh,
    W: kernels.arena.slice(Wxh.value, k * h.columns, h.columns),
    dW: kernels.arena.slice(Wxh.gradient, k * h.columns, h.columns),
  }));
  return {
    states: [],

    forward(a) {
      kernels.fill(a, 0);
      for (const { h, W } of parts) kernels.matmul(a, h, W); // a [T*B, GH] += h [T*B, H] W
    },

    backward(da) {
      for (const { dh, W } of parts) kernels.matmulNT(dh, da, W); // dh [T*B, H] += da [T*B, GH] Wᵀ
    },

    accumulate(da) {
      for (const { h, dW } of parts) kernels.matmulTN(dW, h, da); // dW [H, GH] += hᵀ da
    },
  };
}
