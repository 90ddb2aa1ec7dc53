import type { Kernels } from '../../kernels/kernels';
import type { NamedParameters } from '../parameters';
import { addLinear, type BlockPart, linear, type Signal, signal } from './blockPart';
import { normalisation } from './normalisation';

/**
 * The feed-forward part of a block, with its residual connection: h = x + gelu(LN(x; g2, b2) Wup + bup) Wdown + bdown.
 */
export function expansion(kernels: Kernels, h: Signal, x: Signal, cell: NamedParameters): BlockPart {
  const { rows: R, columns: H } = x.value;
  const wide = cell.Wup.value.columns;
  const normalised = signal(kernels, R, H);
  const [a, u] = [signal(kernels, R, wide), signal(kernels, R, wide)];
  const norm = normalisation(kernels, normalised, x, cell.g2, cell.b2);
  const up = linear(kernels, a, normalised, cell.Wup, cell.bup);
  const down = addLinear(kernels, h, u, cell.Wdown, cell.bdown);
  return {
    forward() {
      norm.forward();
      up.forward();
      kernels.gelu(u.value, a.value);
      kernels.copy(h.value, x.value);
      down.forward();
    },

    backward() {
      kernels.addScaled(x.gradient, h.gradient, 1);
      kernels.fill(u.gradient, 0);
      down.backward();
      kernels.geluBackward(a.gradient, u.gradient, a.value);
      kernels.fill(normalised.gradient, 0);
      up.backward();
      norm.backward();
    },

    accumulate() {
      down.accumulate();
      up.accumulate();
      norm.accumulate();
    },
  };
}
