/**
 * The six bits of each letter of the experiment `letters`, for the setting `model.bits`: consonant, vowel, interrupted,
 * high, back, voiced. Elman (1990).
 */
export const letterBits = 'b=101001 d=101101 g=101011 a=010011 i=010101 u=010111';
