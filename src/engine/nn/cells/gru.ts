import { prepareProduct } from '../../kernels/product';
import { stepBlocks } from '../carriedState';
import { bias, parameter } from '../parameters';
import type { StepwiseKind } from './cell';

/**
 * Gated recurrent unit (GRU), Cho et al. (2014), in PyTorch's form: the reset gate r multiplies u, the
 * product of h and the recurrent weights plus their own bias bhh. The gates are stored in the order r, z, n.
 *
 *     u_t = h_{t-1} Whh + bhh
 *     r, z = logistic(x_t Wxh + bh + u_t)      n = tanh(x_t Wxh + bh + r u_t)
 *     h_t = (1 - z) n + z h_{t-1}
 *
 * | symbol  | variable | shape   |
 * |---------|----------|---------|
 * | Whh     | Whh      | [H, 3H] |
 * | bhh     | bhh      | [1, 3H] |
 * | r, z, n | a        | [B, 3H] |
 * | u       | u        | [B, 3H] |
 */
export const gru: StepwiseKind<'Whh' | 'bhh'> = {
  gates: 3,
  gateNames: ['r', 'z', 'n'],
  activation: 'own',
  learned: true,
  windowed: false,

  parameters: (arena, H) => ({
    Whh: parameter(arena, { name: 'Whh', role: 'recurrent', rows: H, columns: 3 * H, gates: 3 }),
    bhh: bias(arena, 'bhh', 3 * H, 3),
  }),

  build({ kernels, T, B, H, aAt, daAt, h, hPrevious }, { Whh, bhh }) {
    const { arena } = kernels;
    const [u, du] = [arena.tensor(T * B, 3 * H), arena.tensor(T * B, 3 * H)];
    const [uAt, duAt] = [stepBlocks(arena, u, T, B), stepBlocks(arena, du, T, B)];
    const recurrent = prepareProduct(kernels, Whh.value, B);
    return {
      carried: [],

      begin: () => recurrent.refresh(),

      forward(t) {
        kernels.setRows(uAt[t], bhh.value);
        recurrent.times(uAt[t], h.after[t]); // u [B, 3H] = bhh + h_{t-1} [B, H] Whh
        kernels.gru(h.after[t + 1], aAt[t], uAt[t], h.after[t]);
      },

      // The kernel also computes the derivatives of the gates (see `kernels/reference/gates.ts`).
      backward(t) {
        kernels.gruBackward({
          da: daAt[t],
          du: duAt[t],
          dhPrevious: h.dAfter[t],
          dh: h.dAfter[t + 1],
          a: aAt[t],
          u: uAt[t],
          hPrevious: h.after[t],
        });
        recurrent.timesTransposed(h.dAfter[t], duAt[t]); // dh_{t-1} [B, H] += du [B, 3H] Whhᵀ
      },

      accumulate() {
        kernels.matmulTN(Whh.gradient, hPrevious, du); // dWhh [H, 3H] += h_{t-1}ᵀ [H, T*B] du [T*B, 3H]
        kernels.sumRows(bhh.gradient, du);
      },
    };
  },
};
