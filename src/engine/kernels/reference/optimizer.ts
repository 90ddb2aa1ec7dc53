import type { Arena, Tensor } from '../../core/tensor';
import type { UpdateKernels } from '../updateKernels';

/** Returns the kernels that apply one update of each optimizer, element by element. */
export function updateKernels(arena: Arena): UpdateKernels {
  /**
   * Calls `update` with each element of the gradient, clipped to ±limit, and then sets the element to 0.
   * Returns the number of elements that were clipped.
   */
  function updateEach(G: Tensor, limit: number, update: (g: number, i: number) => void): number {
    const g = arena.values(G);
    let clipped = 0;
    for (let i = 0; i < g.length; i++) {
      update(Math.max(-limit, Math.min(limit, g[i])), i);
      if (Math.abs(g[i]) > limit) clipped++;
      g[i] = 0;
    }
    return clipped;
  }

  return {
    sgd({ w: W, g: G }, { rate, limit }) {
      const w = arena.values(W);
      return updateEach(G, limit, (g, i) => {
        w[i] -= rate * g;
      });
    },

    momentum({ w: W, g: G, v: V }, { rate, momentum, isNesterov, limit }) {
      const [w, v] = [arena.values(W), arena.values(V)];
      return updateEach(G, limit, (g, i) => {
        v[i] = momentum * v[i] + g;
        w[i] -= rate * (isNesterov ? g + momentum * v[i] : v[i]);
      });
    },

    adagrad({ w: W, g: G, m: M }, { rate, inside, outside, limit }) {
      const [w, m] = [arena.values(W), arena.values(M)];
      return updateEach(G, limit, (g, i) => {
        m[i] += g * g;
        w[i] -= (rate * g) / (Math.sqrt(m[i] + inside) + outside);
      });
    },

    rmsprop({ w: W, g: G, s: S }, { rate, decay, epsilon, limit }) {
      const [w, s] = [arena.values(W), arena.values(S)];
      return updateEach(G, limit, (g, i) => {
        s[i] = decay * s[i] + (1 - decay) * g * g;
        w[i] -= (rate * g) / (Math.sqrt(s[i]) + epsilon);
      });
    },

    adadelta({ w: W, g: G, s: S, u: U }, { rate, decay, epsilon, limit }) {
      const [w, s, u] = [arena.values(W), arena.values(S), arena.values(U)];
      return updateEach(G, limit, (g, i) => {
        s[i] = decay * s[i] + (1 - decay) * g * g;
        const d = g * (Math.sqrt(u[i] + epsilon) / Math.sqrt(s[i] + epsilon));
        u[i] = decay * u[i] + (1 - decay) * d * d;
        w[i] -= rate * d;
      });
    },

    adam({ w: W, g: G, m: M, s: S }, { rate, beta1, beta2, epsilon, correction, limit }) {
      const [w, m, s] = [arena.values(W), arena.values(M), arena.values(S)];
      return updateEach(G, limit, (g, i) => {
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        s[i] = beta2 * s[i] + (1 - beta2) * g * g;
        w[i] -= (rate * m[i]) / (Math.sqrt(s[i]) / correction + epsilon);
      });
    },
  };
}
