import { prepareProduct } from '../../kernels/product';
import { parameter } from '../parameters';
import type { StepwiseKind } from './cell';

/**
 * Elman, "Finding structure in time" (1990), trained by backpropagation through time.
 *
 *     a_t = x_t Wxh + bh + h_{t-1} Whh
 *     h_t = f(a_t)
 *
 * | symbol | variable | shape  |
 * |--------|----------|--------|
 * | Whh    | Whh      | [H, H] |
 */
export const elman: StepwiseKind<'Whh'> = {
  gates: 1,
  activation: 'any',
  learned: true,
  windowed: false,

  parameters: (arena, H) => ({
    Whh: parameter(arena, { name: 'Whh', role: 'recurrent', rows: H, columns: H }),
  }),

  build({ kernels, B, aAt, daAt, f, h, hPrevious, da }, { Whh }) {
    const recurrent = prepareProduct(kernels, Whh.value, B);
    return {
      carried: [],

      begin: () => recurrent.refresh(),

      forward(t) {
        recurrent.times(aAt[t], h.after[t]); // a [B, H] += h_{t-1} [B, H] Whh
        f.forward(h.after[t + 1], t);
      },

      backward(t) {
        f.backward(h.dAfter[t + 1], h.after[t + 1], t);
        recurrent.timesTransposed(h.dAfter[t], daAt[t]); // dh_{t-1} [B, H] += da [B, H] Whhᵀ
      },

      accumulate() {
        kernels.matmulTN(Whh.gradient, hPrevious, da); // dWhh [H, H] += h_{t-1}ᵀ [H, T*B] da [T*B, H]
      },
    };
  },
};
