import type { Smoothing } from './smoothing';

/**
 * Additive smoothing (Laplace, Lidstone); Chen & Goodman (1998), section 2.1, with their delta as k:
 *
 * f(w|h) = (c(hw) + k) / (c(h.) + k V)
 *
 * The mass of words not seen after h is distributed like the shorter history's probabilities, not equally.
 * An ARPA file can represent the model only in this form.
 */
export const additive: Smoothing = {
  countsContinuations: false,
  canInterpolate: false,

  fit: (_n, _length, { added, V }) => ({
    share: (count, total) => (count + added) / (total + added * V),
    parameters: { k: added },
  }),
};
