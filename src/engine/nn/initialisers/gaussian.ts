import type { Initialiser } from './initialiser';

/** Normal with the deviation that the settings ask for: min-char-rnn and elman.py, with 0.01. */
export const gaussian: Initialiser = ({ values, deviation, normal }) => {
  for (let i = 0; i < values.length; i++) values[i] = deviation * normal(i);
};
