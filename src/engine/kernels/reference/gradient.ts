import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

type GradientKernels = Pick<Kernels, 'squaredNorm' | 'sum' | 'scale' | 'addScaled'>;

/** Returns the kernels that reduce or scale whole tensors. */
export function gradientKernels(arena: Arena): GradientKernels {
  return {
    squaredNorm(g) {
      let sum = 0;
      for (const value of arena.values(g)) sum += value * value;
      return sum;
    },

    sum(x) {
      let sum = 0;
      for (const value of arena.values(x)) sum += value;
      return sum;
    },

    scale(x, factor) {
      const values = arena.values(x);
      for (let i = 0; i < values.length; i++) values[i] *= factor;
    },

    addScaled(y, x, factor) {
      const [sums, values] = [arena.values(y), arena.values(x)];
      for (let i = 0; i < sums.length; i++) sums[i] += factor * values[i];
    },
  };
}
