import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

type OptimizerKernels = Pick<Kernels, 'sgd' | 'momentum' | 'adagrad' | 'rmsprop' | 'adadelta' | 'adam'>;

/** One update each, element by element. */
export function optimizerKernels(arena: Arena): OptimizerKernels {
  return {
    sgd(W, G, rate) {
      const [w, g] = [arena.values(W), arena.values(G)];
      for (let i = 0; i < w.length; i++) w[i] -= rate * g[i];
    },

    momentum(W, G, V, rate, momentum, ahead) {
      const [w, g, v] = [arena.values(W), arena.values(G), arena.values(V)];
      for (let i = 0; i < w.length; i++) {
        v[i] = momentum * v[i] + g[i];
        w[i] -= rate * (ahead ? g[i] + momentum * v[i] : v[i]);
      }
    },

    adagrad(W, G, M, rate, inside, outside) {
      const [w, g, m] = [arena.values(W), arena.values(G), arena.values(M)];
      for (let i = 0; i < w.length; i++) {
        m[i] += g[i] * g[i];
        w[i] -= (rate * g[i]) / (Math.sqrt(m[i] + inside) + outside);
      }
    },

    rmsprop(W, G, S, rate, decay, epsilon) {
      const [w, g, s] = [arena.values(W), arena.values(G), arena.values(S)];
      for (let i = 0; i < w.length; i++) {
        s[i] = decay * s[i] + (1 - decay) * g[i] * g[i];
        w[i] -= (rate * g[i]) / (Math.sqrt(s[i]) + epsilon);
      }
    },

    adadelta(W, G, S, U, rate, decay, epsilon) {
      const [w, g, s, u] = [arena.values(W), arena.values(G), arena.values(S), arena.values(U)];
      for (let i = 0; i < w.length; i++) {
        s[i] = decay * s[i] + (1 - decay) * g[i] * g[i];
        const d = g[i] * (Math.sqrt(u[i] + epsilon) / Math.sqrt(s[i] + epsilon));
        u[i] = decay * u[i] + (1 - decay) * d * d;
        w[i] -= rate * d;
      }
    },

    adam(W, G, M, S, rate, beta1, beta2, epsilon, correction) {
      const [w, g, m, s] = [arena.values(W), arena.values(G), arena.values(M), arena.values(S)];
      for (let i = 0; i < w.length; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        s[i] = beta2 * s[i] + (1 - beta2) * g[i] * g[i];
        w[i] -= (rate * m[i]) / (Math.sqrt(s[i]) / correction + epsilon);
      }
    },
  };
}
