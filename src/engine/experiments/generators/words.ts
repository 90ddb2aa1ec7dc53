import { Draws, type TextGenerator } from './generator';

const lexicon = [
  ...['a', 'ago', 'and', 'boy', 'by', 'girl', 'happily', 'lived', 'many', 'played'],
  ...['sea', 'the', 'they', 'with', 'years'],
];
const [SHORTEST, LONGEST] = [4, 9];

/**
 * Words without blanks between them, in which a network must discover the word boundaries. Elman (1990),
 * "Finding structure in time", with the words of his example. Each sentence has 4 to 9 words, all equally
 * likely.
 */
export const words: TextGenerator = {
  description: 'Fifteen words without blanks. Letters inside words can be predicted, the first ones cannot.',
  counts: 'sentences',
  defaultNumber: 200,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const draws = new Draws(seed, item);
      const length = SHORTEST + Math.floor(draws.share() * (LONGEST - SHORTEST + 1));
      for (let i = 0; i < length; i++) {
        const [first, ...rest] = draws.oneOf(lexicon);
        yield { token: first, label: 'onset' };
        for (const token of rest) yield { token, label: 'inside' };
      }
    }
  },
};
