import { stepBlocks } from '../carriedState';
import { gain } from '../parameters';
import type { StepwiseKind } from './cell';
import { gru } from './gru';
import { normalisedProduct } from './normalisedProduct';

/**
 * Gated recurrent unit with layer normalisation, after Ba, Kiros & Hinton (2016): the sums from the input and those from the
 * hidden units are normalised separately. They normalise the sums of n separately from those of r and z; here, the sums
 * of the three gates are normalised together.
 *
 *     u_t = LN(h_{t-1} Whh) ghh + bhh
 *     r, z = logistic(LN(x_t Wxh) gxh + bh + u_t)      n = tanh(LN(x_t Wxh) gxh + bh + r u_t)
 *     h_t = (1 - z) n + z h_{t-1}
 *
 * | symbol   | variable | shape   |
 * |----------|----------|---------|
 * | Whh      | Whh      | [H, 3H] |
 * | bhh      | bhh      | [1, 3H] |
 * | gxh, ghh | gxh, ghh | [1, 3H] |
 * | r, z, n  | a        | [B, 3H] |
 * | u        | u        | [B, 3H] |
 */
export const normalisedGru: StepwiseKind<'Whh' | 'bhh' | 'gxh' | 'ghh'> = {
  ...gru,

  parameters: (arena, H, V) => ({
    ...gru.parameters(arena, H, V),
    gxh: gain(arena, 'gxh', 3 * H, 3),
    ghh: gain(arena, 'ghh', 3 * H, 3),
  }),

  build(buffers, { Whh, bhh, ghh }) {
    const { kernels, T, B, H, aAt, daAt, h } = buffers;
    const du = kernels.arena.tensor(T * B, 3 * H);
    const duAt = stepBlocks(kernels.arena, du, T, B);
    const product = normalisedProduct(buffers, { Whh, ghh }, bhh.value);
    return {
      carried: [],

      begin: product.begin,

      forward(t) {
        product.forward(t);
        kernels.gru(h.after[t + 1], aAt[t], product.uAt[t], h.after[t]);
      },

      backward(t) {
        kernels.gruBackward({
          da: daAt[t],
          du: duAt[t],
          dhPrevious: h.dAfter[t],
          dh: h.dAfter[t + 1],
          a: aAt[t],
          u: product.uAt[t],
          hPrevious: h.after[t],
        });
        product.backward(t, duAt[t]);
      },

      accumulate() {
        product.accumulate(du);
        kernels.sumRows(bhh.gradient, du);
      },
    };
  },
};
