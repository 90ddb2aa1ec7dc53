import { prepareProduct } from '../../kernels/product';
import { carried } from '../carriedState';
import { parameter } from '../parameters';
import type { StepwiseKind } from './cell';

/**
 * Long short-term memory (LSTM), Hochreiter & Schmidhuber (1997), with the forget gate of Gers, Schmidhuber &
 * Cummins (2000), as in PyTorch. The gates are stored in the order i, f, g, o.
 *
 *     i, f, o = logistic(x_t Wxh + bh + h_{t-1} Whh)      g = tanh(x_t Wxh + bh + h_{t-1} Whh)
 *     c_t = f c_{t-1} + i g
 *     h_t = o tanh(c_t)
 *
 * | symbol     | variable | shape   |
 * |------------|----------|---------|
 * | Whh        | Whh      | [H, 4H] |
 * | i, f, g, o | a        | [B, 4H] |
 * | c          | c        | [B, H]  |
 */
export const lstm: StepwiseKind<'Whh'> = {
  gates: 4,
  gateNames: ['i', 'f', 'g', 'o'],
  activation: 'own',
  learned: true,
  windowed: false,

  parameters: (arena, H) => ({
    Whh: parameter(arena, { name: 'Whh', role: 'recurrent', rows: H, columns: 4 * H, gates: 4 }),
  }),

  /**
   * Sets the biases of the forget gates. With a positive bias, the forget gates are open at first and let
   * gradients pass (Jozefowicz, Zaremba & Sutskever, 2015).
   */
  initialise({ bh }, { arena, forgetBias }) {
    const biases = arena.values(bh.value);
    const H = biases.length / 4;
    biases.fill(forgetBias, H, 2 * H);
  },

  build({ kernels, T, B, H, aAt, daAt, h, hPrevious, da }, { Whh }) {
    const c = carried(kernels.arena, 'c', T, B, H);
    const tanhC = kernels.arena.tensor(B * T, H);
    const tanhAt = (t: number) => kernels.arena.slice(tanhC, t * B, B);
    const recurrent = prepareProduct(kernels, Whh.value, B);
    return {
      carried: [c],

      begin: () => recurrent.refresh(),

      forward(t) {
        recurrent.times(aAt[t], h.after[t]); // a [B, 4H] += h_{t-1} [B, H] Whh
        kernels.lstm(h.after[t + 1], c.after[t + 1], tanhAt(t), aAt[t], c.after[t]);
      },

      // The kernel applies the derivatives of logistic and tanh, so `da` is the gradient before these functions
      // (see `kernels/reference/gates.ts`).
      backward(t) {
        kernels.lstmBackward({
          da: daAt[t],
          dcPrevious: c.dAfter[t],
          dh: h.dAfter[t + 1],
          dc: c.dAfter[t + 1],
          a: aAt[t],
          tanhC: tanhAt(t),
          cPrevious: c.after[t],
        });
        recurrent.timesTransposed(h.dAfter[t], daAt[t]); // dh_{t-1} [B, H] += da [B, 4H] Whhᵀ
      },

      accumulate() {
        kernels.matmulTN(Whh.gradient, hPrevious, da); // dWhh [H, 4H] += h_{t-1}ᵀ [H, T*B] da [T*B, 4H]
      },
    };
  },
};
