import type { Kernels } from '../../../src/engine/kernels/kernels';
import type { NetworkWeights } from '../../../src/engine/nn/network';

/**
 * Returns ln P of every token except the first, under an Elman network with one layer. Computes the equations
 * with a plain double loop, starting from h = `start`.
 */
export function byHand(
  kernels: Kernels,
  network: NetworkWeights,
  ids: readonly number[],
  start?: Float64Array,
): number[] {
  const [Wxh, Whh, bh, Why, by] = network.parameters.map(({ value }) => kernels.arena.values(value));
  const { hidden: H, vocabulary: V } = network.shape;
  let h = new Float64Array(H);
  if (start) h.set(start);
  return ids.slice(0, -1).map((id, t) => {
    const previous = h;
    h = previous.map((_, j) => {
      let a = Wxh[id * H + j] + bh[j];
      for (let i = 0; i < H; i++) a += previous[i] * Whh[i * H + j];
      return Math.tanh(a);
    });
    const y = new Float64Array(V).map((_, k) => {
      let a = by[k];
      for (let j = 0; j < H; j++) a += h[j] * Why[j * V + k];
      return a;
    });
    return y[ids[t + 1]] - Math.log(y.reduce((a, value) => a + Math.exp(value), 0));
  });
}
