import { prepareProduct } from '../../kernels/product';
import { stepBlocks } from '../carriedState';
import { parameter } from '../parameters';
import type { StepwiseKind } from './cell';

/**
 * Leaky integrator units, after Mozer, "Induction of multiscale temporal structure" (1992): an Elman network
 * whose hidden state changes slowly. With μ = 0 it is an Elman network.
 *
 *     a_t = x_t Wxh + bh + h_{t-1} Whh
 *     z_t = f(a_t)
 *     h_t = μ h_{t-1} + (1 - μ) z_t
 *
 * | symbol | variable | shape  |
 * |--------|----------|--------|
 * | Whh    | Whh      | [H, H] |
 * | z      | z        | [B, H] |
 */
export const leaky: StepwiseKind<'Whh'> = {
  gates: 1,
  activation: 'any',
  learned: true,
  windowed: false,

  parameters: (arena, H) => ({
    Whh: parameter(arena, { name: 'Whh', role: 'recurrent', rows: H, columns: H }),
  }),

  build({ kernels, T, B, H, aAt, daAt, f, h, hPrevious, da }, { Whh }, { decay }) {
    const zAt = stepBlocks(kernels.arena, kernels.arena.tensor(T * B, H), T, B);
    const recurrent = prepareProduct(kernels, Whh.value, B);
    return {
      carried: [],

      begin: () => recurrent.refresh(),

      forward(t) {
        recurrent.times(aAt[t], h.after[t]); // a [B, H] += h_{t-1} [B, H] Whh
        f.forward(zAt[t], t);
        kernels.copy(h.after[t + 1], zAt[t]);
        kernels.scale(h.after[t + 1], 1 - decay);
        kernels.addScaled(h.after[t + 1], h.after[t], decay);
      },

      backward(t) {
        f.backward(h.dAfter[t + 1], zAt[t], t, 1 - decay); // da = (1 - μ) dh f'(a)
        kernels.addScaled(h.dAfter[t], h.dAfter[t + 1], decay);
        recurrent.timesTransposed(h.dAfter[t], daAt[t]); // dh_{t-1} [B, H] += μ dh + da [B, H] Whhᵀ
      },

      accumulate() {
        kernels.matmulTN(Whh.gradient, hPrevious, da); // dWhh [H, H] += h_{t-1}ᵀ [H, T*B] da [T*B, H]
      },
    };
  },
};
