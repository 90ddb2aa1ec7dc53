import type { Smoothing } from './smoothing';

/**
 * "A natural law of succession": Ristad (1995). Of n words seen after h, q are distinct:
 *
 * f(w|h) = d c(hw) / n      d = (n (n + 1) + q (1 - q)) / (n (n + 1) + 2 q)
 */
export const natural: Smoothing = {
  countsContinuations: false,
  canInterpolate: false,

  fit: () => ({
    share(count, n, q) {
      const d = (n * (n + 1) + q * (1 - q)) / (n * (n + 1) + 2 * q);
      return (d * count) / n;
    },
    parameters: {},
  }),
};
