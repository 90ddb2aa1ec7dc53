import { exp, logistic, tanh } from '../../core/math';
import type { Arena } from '../../core/tensor';
import type { Activation, Kernels } from '../kernels';

interface Definition {
  /** Returns y = f(a). */
  value(a: number): number;
  /** Returns f'(a), computed from y = f(a). */
  slope(y: number): number;
}

const definitions: Record<Activation, Definition> = {
  tanh: { value: tanh, slope: y => 1 - y * y },
  logistic: { value: logistic, slope: y => y * (1 - y) },
  relu: { value: a => Math.max(a, 0), slope: y => (y > 0 ? 1 : 0) },
  leakyRelu: { value: a => (a > 0 ? a : a / 100), slope: y => (y > 0 ? 1 : 1 / 100) },
  identity: { value: a => a, slope: () => 1 },
  elu: { value: a => (a > 0 ? a : exp(a) - 1), slope: y => (y > 0 ? 1 : y + 1) },
};

export function activationKernels(arena: Arena): Pick<Kernels, 'activate' | 'activateBackward'> {
  return {
    activate(f, Y, A) {
      const { value } = definitions[f];
      const [y, a] = [arena.values(Y), arena.values(A)];
      for (let i = 0; i < y.length; i++) y[i] = value(a[i]);
    },

    activateBackward(f, dA, dY, Y) {
      const { slope } = definitions[f];
      const [da, dy, y] = [arena.values(dA), arena.values(dY), arena.values(Y)];
      for (let i = 0; i < da.length; i++) da[i] = dy[i] * slope(y[i]);
    },
  };
}
