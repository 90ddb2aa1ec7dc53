import type { Smoothing } from './smoothing';

/**
 * Kneser & Ney (1995) with one discount; Chen & Goodman (1998), section 2.7:
 *
 * f(w|h) = (c(hw) - D) / c(h.)      D = n1 / (n1 + 2 n2)
 *
 * If n1 or n2 is 0, the text is too small for the estimate, and D is 0.5.
 */
export const unmodifiedKneserNey: Smoothing = {
  countsContinuations: true,
  canInterpolate: true,

  fit(n) {
    const isFallback = !(n(1) > 0 && n(2) > 0);
    const D = isFallback ? 0.5 : n(1) / (n(1) + 2 * n(2));
    return { share: (count, total) => (count - D) / total, parameters: { D }, isFallback };
  },
};
