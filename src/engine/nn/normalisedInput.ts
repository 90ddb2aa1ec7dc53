import type { Activation, Kernels } from '../kernels/kernels';
import type { LayerParameters } from './parameters';
import { plainActivation, type StepActivation, type Sums } from './stepActivation';

/**
 * Layer normalisation of the sums from the input of a gated cell, Ba, Kiros & Hinton (2016): a = LN(x Wxh) gxh + bh, for
 * all steps at once. LN shifts and scales the sums of all gates together to mean 0 and variance 1, for each stream and
 * step. The cell adds its recurrent part to a.
 */
export function normalisedInput(
  kernels: Kernels,
  f: Activation,
  parameters: LayerParameters,
  gates: Sums,
): StepActivation {
  const { arena } = kernels;
  const { a, da } = gates;
  const { bh, cell } = parameters;
  const { gxh } = cell;
  const like = () => arena.tensor(a.rows, a.columns);
  const [sums, dSums, n, products] = [like(), like(), like(), like()]; // sums = x Wxh
  const s = arena.tensor(a.rows, 1);
  return {
    ...plainActivation(kernels, f, parameters, gates),
    sums,
    dSums,

    begin: () => kernels.layerNorm({ y: a, n, s, x: sums, gain: gxh.value, bias: bh.value }),

    end() {
      kernels.fill(dSums, 0);
      kernels.layerNormBackward({ dx: dSums, dy: da, n, s, gain: gxh.value });
    },

    accumulate() {
      kernels.multiply(products, da, n);
      kernels.sumRows(gxh.gradient, products); // dgxh = sum over the rows of da n
      kernels.sumRows(bh.gradient, da);
    },
  };
}
