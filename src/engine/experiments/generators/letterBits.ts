/** Names of the bits: Elman (1990). */
export const bitNames = ['consonant', 'vowel', 'interrupted', 'high', 'back', 'voiced'] as const;

/** The six bits of each letter of the experiment `letters`. */
export const letterBits: Readonly<Record<string, string>> = {
  b: '101001',
  d: '101101',
  g: '101011',
  a: '010011',
  i: '010101',
  u: '010111',
};
