import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

type OptimizerKernels = Pick<Kernels, 'clip' | 'squaredNorm' | 'sum' | 'sgd' | 'adagrad'>;

export function optimizerKernels(arena: Arena): OptimizerKernels {
  return {
    clip(g, limit) {
      const values = arena.values(g);
      let clipped = 0;
      for (let i = 0; i < values.length; i++) {
        if (Math.abs(values[i]) <= limit || Number.isNaN(values[i])) continue;
        values[i] = Math.sign(values[i]) * limit;
        clipped++;
      }
      return clipped;
    },

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

    sgd(w, g, rate) {
      const [weights, gradients] = [arena.values(w), arena.values(g)];
      for (let i = 0; i < weights.length; i++) weights[i] -= rate * gradients[i];
    },

    adagrad(w, g, m, rate, epsilon) {
      const [weights, gradients, memory] = [arena.values(w), arena.values(g), arena.values(m)];
      for (let i = 0; i < weights.length; i++) {
        memory[i] += gradients[i] * gradients[i];
        weights[i] -= (rate * gradients[i]) / Math.sqrt(memory[i] + epsilon);
      }
    },
  };
}
