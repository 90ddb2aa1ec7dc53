import { prepareProduct } from '../../kernels/product';
import { carried } from '../carriedState';
import { parameter } from '../parameters';
import type { StepwiseKind } from './cell';
import { elman } from './elman';

/**
 * Jordan, "Serial order" (1986): state units receive the network's last output, and decay.
 *
 *     a_t = x_t Wxh + bh + s_{t-1} Wyh
 *     h_t = f(a_t)
 *     s_t = μ s_{t-1} + p_t,      p_t the output distribution after h_t
 *
 * With μ = 0, the hidden layer receives only the last distribution. In a stack, only the top layer is a
 * Jordan layer; the layers below are Elman layers.
 *
 * | symbol | variable | shape  |
 * |--------|----------|--------|
 * | Wyh    | Wyh      | [V, H] |
 * | s      | s        | [B, V] |
 * | p      | p        | [B, V] |
 */
export const jordan: StepwiseKind<'Wyh'> = {
  gates: 1,
  activation: 'any',
  learned: true,
  windowed: false,
  needsReadout: true,
  beneath: elman,

  parameters: (arena, H, V) => ({
    Wyh: parameter(arena, { name: 'Wyh', role: 'recurrent', rows: V, columns: H }),
  }),

  build({ kernels, T, B, aAt, daAt, f, h, da }, { Wyh }, { decay }, readout) {
    if (!readout) throw new Error('a Jordan network needs an output with a readout');
    const { arena } = kernels;
    const V = Wyh.value.rows;
    const s = carried(arena, 's', T, B, V);
    const sPrevious = arena.slice(s.value, 0, T * B);
    const [p, dy] = [arena.tensor(T * B, V), arena.tensor(T * B, V)];
    const states = arena.slice(h.value, B, T * B); // h_1 to h_T
    const at = (tensor: typeof p, t: number) => arena.slice(tensor, t * B, B);
    const recurrent = prepareProduct(kernels, Wyh.value, B);
    return {
      carried: [s],

      begin: () => recurrent.refresh(),

      forward(t) {
        recurrent.times(aAt[t], s.after[t]); // a [B, H] += s_{t-1} [B, V] Wyh
        f.forward(h.after[t + 1], t);
        readout.forward(at(p, t), h.after[t + 1]);
        kernels.copy(s.after[t + 1], at(p, t));
        kernels.addScaled(s.after[t + 1], s.after[t], decay);
      },

      backward(t) {
        kernels.copy(at(dy, t), s.dAfter[t + 1]); // dp_t = ds_t, because s_t contains p_t
        readout.backward(h.dAfter[t + 1], at(dy, t), at(p, t));
        f.backward(h.dAfter[t + 1], h.after[t + 1], t);
        kernels.addScaled(s.dAfter[t], s.dAfter[t + 1], decay);
        recurrent.timesTransposed(s.dAfter[t], daAt[t]); // ds_{t-1} [B, V] += da [B, H] Wyhᵀ
      },

      accumulate() {
        kernels.matmulTN(Wyh.gradient, sPrevious, da); // dWyh [V, H] += s_{t-1}ᵀ [V, T*B] da [T*B, H]
        readout.accumulate(states, dy);
      },
    };
  },
};
