import type { Kernels } from '../../kernels/kernels';
import type { Parameter } from '../parameters';
import type { BlockPart, Signal } from './blockPart';

/**
 * Layer normalisation, Ba, Kiros & Hinton (2016): y = n g + b, where n is x, shifted and scaled to mean 0 and
 * variance 1 in each row.
 */
export function normalisation(kernels: Kernels, y: Signal, x: Signal, g: Parameter, b: Parameter): BlockPart {
  const { arena } = kernels;
  const { rows, columns } = x.value;
  const [n, products] = [arena.tensor(rows, columns), arena.tensor(rows, columns)];
  const s = arena.tensor(rows, 1);
  return {
    forward() {
      kernels.layerNorm({ y: y.value, n, s, x: x.value, gain: g.value, bias: b.value });
    },

    backward() {
      kernels.layerNormBackward({ dx: x.gradient, dy: y.gradient, n, s, gain: g.value });
    },

    accumulate() {
      kernels.multiply(products, y.gradient, n);
      kernels.sumRows(g.gradient, products); // dg = sum over the rows of dy n
      kernels.sumRows(b.gradient, y.gradient);
    },
  };
}
