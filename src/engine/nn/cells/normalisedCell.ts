import type { Tensor } from '../../core/tensor';
import { type CarriedTensor, stepBlocks } from '../carriedState';
import type { Parameter } from '../parameters';
import type { LayerBuffers } from './cell';

/** The output of an LSTM whose cells are normalised. */
export interface NormalisedCell {
  /** Computes h_t from c_t and the gates. */
  forward(t: number): void;
  /** Adds the gradient with respect to c_t to `dc`, from dh_t. */
  backward(t: number, dc: Tensor): void;
  /** After `backward` of the step: sets da of the gate o. */
  setGate(t: number): void;
  /** After `backward` of all steps: adds to the gradients of gcell and bcell. */
  accumulate(): void;
}

/**
 * Creates the computation of h_t = o y, with y = tanh(LN(c_t) gcell + bcell). LN shifts and scales the cells of each
 * stream to mean 0 and variance 1. Gate o is the last of four in a [B, 4H].
 *
 * | symbol                | variable | shape    |
 * |-----------------------|----------|----------|
 * | tanh(LN(c) g + b)     | y        | [T*B, H] |
 * | LN(c)                 | n        | [T*B, H] |
 * | gradient of LN(c) g+b | dm       | [T*B, H] |
 */
export function normalisedCell(
  { kernels, T, B, H, aAt, daAt, h }: LayerBuffers,
  c: CarriedTensor,
  gcell: Parameter,
  bcell: Parameter,
): NormalisedCell {
  const { arena } = kernels;
  const like = () => arena.tensor(T * B, H);
  const [y, n, dm, products] = [like(), like(), like(), like()];
  const s = arena.tensor(T * B, 1);
  const [yAt, nAt, dmAt, sAt] = [y, n, dm, s].map(each => stepBlocks(arena, each, T, B));
  const [gain, bias] = [gcell.value, bcell.value];
  /** Calls `visit` for each unit of the streams, with its index in [B, H] and that of its gate o in [B, 4H]. */
  const eachUnit = (visit: (at: number, o: number) => void) => {
    for (let b = 0; b < B; b++) for (let j = 0; j < H; j++) visit(b * H + j, (4 * b + 3) * H + j);
  };
  return {
    forward(t) {
      kernels.layerNorm({ y: yAt[t], n: nAt[t], s: sAt[t], x: c.after[t + 1], gain, bias });
      kernels.activate('tanh', yAt[t], yAt[t]);
      const [states, values, gates] = [h.after[t + 1], yAt[t], aAt[t]].map(arena.values, arena);
      eachUnit((at, o) => {
        states[at] = gates[o] * values[at];
      });
    },

    backward(t, dc) {
      const [errors, values, gates] = [h.dAfter[t + 1], yAt[t], aAt[t]].map(arena.values, arena);
      const slopes = arena.values(dmAt[t]);
      eachUnit((at, o) => {
        slopes[at] = errors[at] * gates[o] * (1 - values[at] * values[at]);
      });
      kernels.layerNormBackward({ dx: dc, dy: dmAt[t], n: nAt[t], s: sAt[t], gain });
    },

    setGate(t) {
      const [errors, values, gates] = [h.dAfter[t + 1], yAt[t], aAt[t]].map(arena.values, arena);
      const gateErrors = arena.values(daAt[t]);
      eachUnit((at, o) => {
        gateErrors[o] = errors[at] * values[at] * gates[o] * (1 - gates[o]);
      });
    },

    accumulate() {
      kernels.multiply(products, dm, n);
      kernels.sumRows(gcell.gradient, products); // dgcell = sum over the rows of dm n
      kernels.sumRows(bcell.gradient, dm);
    },
  };
}
