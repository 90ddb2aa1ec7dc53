import type { Smoothing } from './smoothing';

/**
 * Modified Kneser-Ney: Chen & Goodman (1998), section 3, equation 26, pages 19 and 20.
 *
 * f(w|h) = (c(hw) - D(c(hw))) / c(h.)      D(c) = D1, D2 or D3+ for c = 1, 2, 3 and more
 * Y = n1 / (n1 + 2 n2)   D1 = 1 - 2 Y n2/n1   D2 = 2 - 3 Y n3/n2   D3+ = 3 - 4 Y n4/n3
 *
 * If n1, n2 or n3 is 0, or a discount is not between 0 and its count, the counts of counts are too sparse or
 * artificial. Then KenLM's default discounts are used: 0.5, 1 and 1.5.
 */
export const kneserNey: Smoothing = {
  countsContinuations: true,
  canInterpolate: true,

  fit(n) {
    const Y = n(1) / (n(1) + 2 * n(2));
    const estimated = [1, 2, 3].map(c => c - ((c + 1) * Y * n(c + 1)) / n(c));
    const isFallback = !estimated.every((D, i) => D >= 0 && D <= i + 1);
    const [D1, D2, D3] = isFallback ? [0.5, 1, 1.5] : estimated;
    const D = [0, D1, D2, D3];
    return {
      share: (count, total) => (count - D[Math.min(count, 3)]) / total,
      parameters: { D1, D2, 'D3+': D3 },
      isFallback,
    };
  },
};
