import { carried } from '../carriedState';
import { bias, gain } from '../parameters';
import type { StepwiseKind } from './cell';
import { lstm } from './lstm';
import { normalisedCell } from './normalisedCell';
import { normalisedProduct } from './normalisedProduct';

/**
 * Long short-term memory with layer normalisation, Ba, Kiros & Hinton (2016), equations 20 to 22: the sums from the input,
 * those from the hidden units, and the cells before the last tanh are normalised separately. The gates are stored in the
 * order i, f, g, o.
 *
 *     a_t = LN(x_t Wxh) gxh + bh + LN(h_{t-1} Whh) ghh
 *     i, f, o = logistic(a_t)      g = tanh(a_t)
 *     c_t = f c_{t-1} + i g
 *     h_t = o tanh(LN(c_t) gcell + bcell)
 *
 * | symbol       | variable     | shape   |
 * |--------------|--------------|---------|
 * | Whh          | Whh          | [H, 4H] |
 * | gxh, ghh     | gxh, ghh     | [1, 4H] |
 * | gcell, bcell | gcell, bcell | [1, H]  |
 * | i, f, g, o   | a            | [B, 4H] |
 * | c            | c            | [B, H]  |
 */
export const normalisedLstm: StepwiseKind<'Whh' | 'gxh' | 'ghh' | 'gcell' | 'bcell'> = {
  ...lstm,

  parameters: (arena, H, V) => ({
    ...lstm.parameters(arena, H, V),
    gxh: gain(arena, 'gxh', 4 * H, 4),
    ghh: gain(arena, 'ghh', 4 * H, 4),
    gcell: gain(arena, 'gcell', H),
    bcell: bias(arena, 'bcell', H),
  }),

  build(buffers, { Whh, ghh, gcell, bcell }) {
    const { kernels, T, B, H, aAt, daAt, h, da } = buffers;
    const { arena } = kernels;
    const c = carried(arena, 'c', T, B, H);
    const product = normalisedProduct(buffers, { Whh, ghh }, arena.tensor(1, 4 * H));
    const output = normalisedCell(buffers, c, gcell, bcell);
    const [unused, zero, dc] = [arena.tensor(B, H), arena.tensor(B, H), arena.tensor(B, H)];
    return {
      carried: [c],

      begin: product.begin,

      forward(t) {
        product.forward(t);
        kernels.addScaled(aAt[t], product.uAt[t], 1);
        kernels.lstm(h.after[t + 1], c.after[t + 1], unused, aAt[t], c.after[t]); // the gates and c
        output.forward(t);
      },

      backward(t) {
        kernels.copy(dc, c.dAfter[t + 1]);
        output.backward(t, dc);
        // The error of h reaches c through the normalisation only, so for this kernel it is 0.
        kernels.lstmBackward({
          da: daAt[t],
          dcPrevious: c.dAfter[t],
          dh: zero,
          dc,
          a: aAt[t],
          tanhC: zero,
          cPrevious: c.after[t],
        });
        output.setGate(t);
        product.backward(t, daAt[t]);
      },

      accumulate() {
        product.accumulate(da);
        output.accumulate();
      },
    };
  },
};
