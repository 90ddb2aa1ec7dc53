import type { Tensor } from '../core/tensor';
import type { Activation, Kernels } from '../kernels/kernels';
import { stepBlocks } from './carriedState';
import type { LayerParameters } from './parameters';

/** The sums a of a layer with G gates and their gradients, for T steps of B streams. */
export interface Sums {
  readonly a: Tensor; // [T * B, G * H]
  readonly da: Tensor; // [T * B, G * H]
  readonly T: number;
  readonly B: number;
}

/** How a layer adds its bias to the sums a, and computes the values of its units from them. */
export interface StepActivation {
  /** The product of the input and Wxh, [T * B, G * H]. `dSums` is its gradient. */
  readonly sums: Tensor;
  readonly dSums: Tensor;
  /** Called before the first step, when `sums` contains the part of the input. */
  begin(): void;
  /** Computes the values y [B, H] of step t from a_t. */
  forward(y: Tensor, t: number): void;
  /** Computes da_t from y and from the gradient dy, which is multiplied by `factor`. */
  backward(dy: Tensor, y: Tensor, t: number, factor?: number): void;
  /** Called after the backward pass of the first step: completes `dSums`. */
  end(): void;
  /** After `backward` of all steps: adds to the gradients of the bias and of the gain. */
  accumulate(): void;
}

/** y = f(a + bh). Cells with activation functions of their own use only the bias. */
export function plainActivation(
  kernels: Kernels,
  f: Activation,
  { bh }: LayerParameters,
  { a, da, T, B }: Sums,
): StepActivation {
  const [aAt, daAt] = [a, da].map(each => stepBlocks(kernels.arena, each, T, B));
  return {
    sums: a,
    dSums: da,
    begin: () => kernels.addRows(a, bh.value),
    end() {},

    forward: (y, t) => kernels.activate(f, y, aAt[t]),

    backward(dy, y, t, factor = 1) {
      kernels.activateBackward(f, daAt[t], dy, y);
      if (factor !== 1) kernels.scale(daAt[t], factor);
    },

    accumulate: () => kernels.sumRows(bh.gradient, da),
  };
}

/**
 * Layer normalisation in a recurrent network, Ba, Kiros & Hinton (2016), equation 4: y = f(n g + bh), where n is a,
 * shifted and scaled to mean 0 and variance 1 over the units of each stream and step.
 */
export function normalisedActivation(
  kernels: Kernels,
  f: Activation,
  { bh, cell: { g } }: LayerParameters,
  { a, da, T, B }: Sums,
): StepActivation {
  const { arena } = kernels;
  const like = () => arena.tensor(a.rows, a.columns);
  const [z, dz, n, products] = [like(), like(), like(), like()]; // z = n g + bh
  const s = arena.tensor(a.rows, 1);
  const [aAt, daAt, zAt, dzAt, nAt, sAt] = [a, da, z, dz, n, s].map(each => stepBlocks(arena, each, T, B));
  return {
    sums: a,
    dSums: da,
    begin() {},
    end() {},

    forward(y, t) {
      kernels.layerNorm({ y: zAt[t], n: nAt[t], s: sAt[t], x: aAt[t], gain: g.value, bias: bh.value });
      kernels.activate(f, y, zAt[t]);
    },

    backward(dy, y, t, factor = 1) {
      kernels.activateBackward(f, dzAt[t], dy, y);
      if (factor !== 1) kernels.scale(dzAt[t], factor);
      kernels.fill(daAt[t], 0);
      kernels.layerNormBackward({ dx: daAt[t], dy: dzAt[t], n: nAt[t], s: sAt[t], gain: g.value });
    },

    accumulate() {
      kernels.multiply(products, dz, n);
      kernels.sumRows(g.gradient, products); // dg = sum over the rows of dz n
      kernels.sumRows(bh.gradient, dz);
    },
  };
}
