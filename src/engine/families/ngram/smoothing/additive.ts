import type { Smoothing } from './smoothing';

/**
 * Additive smoothing (Laplace, Lidstone); Chen & Goodman (1998), section 2.1, with their delta as k:
 *
 * f(w|h) = (c(hw) + k) / (c(h.) + k V)
 *
 * The mass of the words that were not seen after h is shared out as the shorter history has it, not equally, so
 * that an ARPA file can hold the model.
 */
export const additive: Smoothing = {
  countsContinuations: false,
  canInterpolate: false,

  fit: (_n, _length, { added, V }) => ({
    share: (count, total) => (count + added) / (total + added * V),
    parameters: { k: added },
  }),
};
