import type { Smoothing } from './smoothing';

/**
 * Absolute discounting: Ney, Essen & Kneser (1994); Chen & Goodman (1998), section 2.6, with one D for each
 * length:
 *
 * f(w|h) = max(c(hw) - D, 0) / c(h.)
 */
export const absolute: Smoothing = {
  countsContinuations: false,
  canInterpolate: true,

  fit: (_n, _length, { discount }) => ({
    share: (count, total) => Math.max(count - discount, 0) / total,
    parameters: { D: discount },
  }),
};
