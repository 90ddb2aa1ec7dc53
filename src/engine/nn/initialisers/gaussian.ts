import type { Initialiser } from './initialiser';

/**
 * Draws from a normal distribution with mean 0 and the standard deviation from the settings. min-char-rnn and
 * elman.py use 0.01.
 */
export const gaussian: Initialiser = block => {
  const { deviation } = block.options;
  block.fill('normal', draw => deviation * draw);
};
