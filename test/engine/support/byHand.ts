import type { Kernels } from '../../../src/engine/kernels/kernels';
import type { NetworkWeights } from '../../../src/engine/nn/network';

/** ln P of every token but the first under an Elman network of one layer, by a plain double loop over the equations from h = `start`. */
export function byHand(
  kernels: Kernels,
  network: NetworkWeights,
  ids: readonly number[],
  start?: Float64Array,
): number[] {
  const [Wxh, Whh, bh, Why, by] = network.parameters.map(({ value }) => kernels.arena.values(value));
  const { hidden: H, vocabulary: V } = network.shape;
  let h = start ? [...start] : new Array<number>(H).fill(0);
  return ids.slice(0, -1).map((id, t) => {
    const previous = h;
    h = h.map((_, j) =>
      Math.tanh(previous.reduce((a, value, i) => a + value * Whh[i * H + j], Wxh[id * H + j] + bh[j])),
    );
    const y = Array.from({ length: V }, (_, k) =>
      h.reduce((a, value, j) => a + value * Why[j * V + k], by[k]),
    );
    return y[ids[t + 1]] - Math.log(y.reduce((a, value) => a + Math.exp(value), 0));
  });
}
