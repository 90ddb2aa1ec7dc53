import { randomWords } from '../../core/random';
import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

export function dropoutKernels(arena: Arena): Pick<Kernels, 'multiply' | 'dropoutMask'> {
  return {
    multiply(Y, X, Z) {
      const [y, x, z] = [arena.values(Y), arena.values(X), arena.values(Z)];
      for (let i = 0; i < y.length; i++) y[i] = x[i] * z[i];
    },

    dropoutMask(M, keep, seed, step, layer) {
      const mask = arena.values(M);
      const threshold = Math.floor(keep * 2 ** 32);
      for (let i = 0; i < mask.length; i += 4) {
        const draws = randomWords(seed, 'dropout', step, i / 4, layer);
        for (let k = 0; k < 4 && i + k < mask.length; k++) mask[i + k] = draws[k] < threshold ? 1 / keep : 0;
      }
    },
  };
}
