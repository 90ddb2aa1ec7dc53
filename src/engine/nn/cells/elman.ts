import { weight } from '../parameters';
import type { CellKind } from './cell';

/**
 * Elman, "Finding structure in time" (1990), with the error sent back through time.
 *
 *     a_t = x_t Wxh + bh + h_{t-1} Whh
 *     h_t = f(a_t)
 *
 * | symbol | variable | shape  |
 * |--------|----------|--------|
 * | Whh    | Whh      | [H, H] |
 */
export const elman: CellKind = {
  gates: 1,

  parameters: (arena, H) => [weight(arena, 'Whh', H, H)],

  build({ kernels, activation, aAt, daAt, hAfter, dhAfter, hPrevious, da }, [Whh]) {
    return {
      forward(t) {
        kernels.matmul(aAt[t], hAfter[t], Whh.value); // a [B, H] += h_{t-1} [B, H] Whh
        kernels.activate(activation, hAfter[t + 1], aAt[t]);
      },

      backward(t) {
        kernels.activateBackward(activation, daAt[t], dhAfter[t + 1], hAfter[t + 1]);
        kernels.matmulNT(dhAfter[t], daAt[t], Whh.value); // dh_{t-1} [B, H] += da [B, H] Whhᵀ
      },

      accumulate() {
        kernels.matmulTN(Whh.gradient, hPrevious, da); // dWhh [H, H] += h_{t-1}ᵀ [H, T*B] da [T*B, H]
      },
    };
  },
};
