import type { Tensor } from '../../core/tensor';
import { prepareProduct } from '../../kernels/product';
import { stepBlocks } from '../carriedState';
import type { Parameter } from '../parameters';
import type { LayerBuffers } from './cell';

/** The recurrent product of a gated cell, normalised. */
export interface NormalisedProduct {
  /** u_t for the steps t from 0 to T - 1, each [B, G * H]. */
  readonly uAt: readonly Tensor[];
  begin(): void;
  /** Computes u_t from h_{t-1}. */
  forward(t: number): void;
  /** Adds the gradient with respect to h_{t-1} to dh_{t-1}, from du_t. */
  backward(t: number, du: Tensor): void;
  /** After `backward` of all steps: adds to the gradients of Whh and ghh. `du` has the rows of all steps. */
  accumulate(du: Tensor): void;
}

interface ProductParameters {
  readonly Whh: Parameter; // [H, G * H]
  readonly ghh: Parameter; // [1, G * H]
}

/**
 * Creates the computation of u_t = LN(h_{t-1} Whh) ghh + bias. LN is the layer normalisation of Ba, Kiros & Hinton
 * (2016): it shifts and scales the sums of all gates together to mean 0 and variance 1, for each stream and step.
 *
 * | symbol       | variable | shape        |
 * |--------------|----------|--------------|
 * | u            | u        | [T*B, G*H]   |
 * | h_{t-1} Whh  | p        | [B, G*H]     |
 * | LN(...)      | n        | [T*B, G*H]   |
 */
export function normalisedProduct(
  { kernels, T, B, h, hPrevious }: LayerBuffers,
  { Whh, ghh }: ProductParameters,
  bias: Tensor, // [1, G * H]
): NormalisedProduct {
  const { arena } = kernels;
  const { columns } = Whh.value;
  const like = () => arena.tensor(T * B, columns);
  const [u, n, dp, products] = [like(), like(), like(), like()];
  const p = arena.tensor(B, columns);
  const s = arena.tensor(T * B, 1);
  const [uAt, nAt, dpAt, sAt] = [u, n, dp, s].map(each => stepBlocks(arena, each, T, B));
  const recurrent = prepareProduct(kernels, Whh.value, B);
  const [gain, x] = [ghh.value, p];
  return {
    uAt,
    begin: () => recurrent.refresh(),

    forward(t) {
      kernels.fill(p, 0);
      recurrent.times(p, h.after[t]); // p [B, GH] = h_{t-1} [B, H] Whh
      kernels.layerNorm({ y: uAt[t], n: nAt[t], s: sAt[t], x, gain, bias });
    },

    backward(t, du) {
      kernels.fill(dpAt[t], 0);
      kernels.layerNormBackward({ dx: dpAt[t], dy: du, n: nAt[t], s: sAt[t], gain });
      recurrent.timesTransposed(h.dAfter[t], dpAt[t]); // dh_{t-1} [B, H] += dp [B, GH] Whhᵀ
    },

    accumulate(du) {
      kernels.matmulTN(Whh.gradient, hPrevious, dp); // dWhh [H, GH] += h_{t-1}ᵀ [H, T*B] dp [T*B, GH]
      kernels.multiply(products, du, n);
      kernels.sumRows(ghh.gradient, products); // dghh = sum over the rows of du n
    },
  };
}
