import type { Kernels } from '../../kernels/kernels';
import { poolings } from '../labels/poolings';
import type { RecurrentLayer } from '../layer';
import type { OutputSource } from '../outputs/output';
import type { StartParameters } from './translationWeights';

/** The first states of the decoder's layers, computed from the states of the encoder after the whole source. */
export interface StartStates {
  /** Sets the first states of all layers, for sources with these lengths. States other than h, such as c, are 0. */
  forward(lengths: ArrayLike<number>): void;
  /** After the layers have gone back: adds to the gradients of the encoder's states and of the parameters. */
  backward(lengths: ArrayLike<number>): void;
}

/**
 * Unfolds the first states of the decoder, as Bahdanau, Cho & Bengio (2015) define them. The encoder's last states h
 * are one matrix per direction, each with its own rows of Ws.
 *
 *     s_0 = tanh(h Ws + bs)
 *
 * | symbol | shape           |                            |
 * |--------|-----------------|----------------------------|
 * | h      | [B, H]          | of each direction, dh its gradient |
 * | Ws, bs | [D, H], [1, H]  | for each layer             |
 */
export function startStates(
  kernels: Kernels,
  parameters: readonly StartParameters[],
  layers: readonly RecurrentLayer[],
  { sources, B }: { readonly sources: readonly OutputSource[]; readonly B: number },
): StartStates {
  const { arena } = kernels;
  const last = poolings.last.build(kernels, {}, { sources, B });
  const da = arena.tensor(B, layers[0].carried[0].value.columns);
  return {
    forward(lengths) {
      last.forward(lengths);
      for (const [l, { Ws, bs }] of parameters.entries()) {
        const [{ after }, ...others] = layers[l].carried;
        kernels.setRows(after[0], bs.value);
        for (const [k, { h }] of last.pooled.entries())
          kernels.matmul(after[0], h, arena.slice(Ws.value, k * h.columns, h.columns)); // a [B, H] += h [B, H] Ws
        kernels.activate('tanh', after[0], after[0]);
        for (const other of others) kernels.fill(other.after[0], 0);
      }
    },

    backward(lengths) {
      for (const { dh } of last.pooled) kernels.fill(dh, 0);
      for (const [l, { Ws, bs }] of parameters.entries()) {
        const [{ after, dAfter }] = layers[l].carried;
        kernels.activateBackward('tanh', da, dAfter[0], after[0]);
        kernels.sumRows(bs.gradient, da);
        for (const [k, { h, dh }] of last.pooled.entries()) {
          const rows = [Ws.value, Ws.gradient].map(all => arena.slice(all, k * h.columns, h.columns));
          kernels.matmulTN(rows[1], h, da); // dWs [H, H] += hᵀ [H, B] da [B, H]
          kernels.matmulNT(dh, da, rows[0]); // dh [B, H] += da Wsᵀ
        }
      }
      last.backward(lengths);
    },
  };
}
