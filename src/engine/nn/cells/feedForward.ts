import type { StepwiseKind } from './cell';

/**
 * Bengio, Ducharme, Vincent & Jauvin, "A neural probabilistic language model" (2003): a hidden layer over the
 * embeddings of the last n tokens, without memory. The paper's direct connections from input to output are
 * omitted.
 *
 *     a_t = [e_{t-n+1} ... e_t] Wxh + bh
 *     h_t = f(a_t)
 */
export const feedForward: StepwiseKind<never> = {
  gates: 1,
  activation: 'any',
  learned: true,
  windowed: true,

  parameters: () => ({}),

  build({ f, h }) {
    return {
      carried: [],

      begin() {},

      forward(t) {
        f.forward(h.after[t + 1], t);
      },

      backward(t) {
        f.backward(h.dAfter[t + 1], h.after[t + 1], t);
      },

      accumulate() {},
    };
  },
};
