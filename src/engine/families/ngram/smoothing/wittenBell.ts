import type { Smoothing } from './smoothing';

/**
 * Witten & Bell (1991), method C; Chen & Goodman (1998), section 2.5. N1+(h.) is the number of distinct words
 * seen after h, which is also the number of times that a new word appeared there. This number is the count
 * reserved for unseen words:
 *
 * f(w|h) = c(hw) / (c(h.) + N1+(h.))
 */
export const wittenBell: Smoothing = {
  countsContinuations: false,
  canInterpolate: true,

  fit: () => ({
    share: (count, total, types) => count / (total + types),
    parameters: {},
  }),
};
