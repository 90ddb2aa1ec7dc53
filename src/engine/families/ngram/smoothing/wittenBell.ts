import type { Smoothing } from './smoothing';

/**
 * Witten & Bell (1991), method C; Chen & Goodman (1998), section 2.5. The number of times that a new word
 * appeared after h is N1+(h.), the number of distinct words seen there. This is the count reserved for unseen
 * words:
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
