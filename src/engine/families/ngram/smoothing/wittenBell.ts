import type { Smoothing } from './smoothing';

/**
 * Witten & Bell (1991), method C; Chen & Goodman (1998), section 2.5. A word new after h counts
 * as often as there were new words so far, which is the number of different words seen there, N1+(h.):
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
