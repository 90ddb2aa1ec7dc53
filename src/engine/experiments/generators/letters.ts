import { Draws, type TextGenerator } from './generator';

/** The vowels that follow each consonant in the text. */
const vowels = { b: 'a', d: 'ii', g: 'uuu' } as const;
const consonants = ['b', 'd', 'g'] as const;

/**
 * Random consonants, each followed by its vowels: "ba", "dii" or "guuu". Elman (1990), "Finding structure in
 * time".
 */
export const letters: TextGenerator = {
  description: 'Random consonants with their vowels: ba, dii, guuu. The vowels can be predicted.',
  counts: 'consonants',
  defaultNumber: 1000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const consonant = new Draws(seed, item).oneOf(consonants);
      yield { token: consonant, label: 'consonant' };
      for (const token of vowels[consonant]) yield { token, label: 'vowel' };
    }
  },
};
