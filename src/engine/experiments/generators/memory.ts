import { Draws, type GeneratedToken, type TextGenerator } from './generator';

/** The letters that sequences consist of. LENGTH is the number of letters in a sequence. */
const letters = 'abcdefgh';
const LENGTH = 5;

/** Maximum number of bits in a sequence of `parity`. */
const LONGEST = 8;

/** Number of digits in a sequence of `adding`. Two of them are added. */
const DIGITS = 8;

/** Returns a generator of random letters and a mark, followed by the same letters in the order that `order` gives. */
const repeating = (
  description: string,
  order: (letters: readonly string[]) => readonly string[],
): TextGenerator => ({
  description,
  counts: 'sequences',
  defaultNumber: 3000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const given = lettersOf(new Draws(seed, item));
      yield* repeated(given, order(given));
    }
  },
});

/** Random letters, then the same letters: every letter must be remembered for the same time. */
export const copy = repeating(
  'Five random letters, ">", and the same letters again: abcde>abcde. A test of memory.',
  given => given,
);

/** Random letters, then the same letters backwards: the first must be remembered for the longest time. */
export const reverse = repeating(
  'Five random letters, ">", and the same letters backwards: abcde>edcba. A test of memory.',
  given => [...given].reverse(),
);

/** Random bits and their parity. The label of the parity is the number of bits. */
export const parity: TextGenerator = {
  description: 'One to eight random bits, "=", and 1 if the number of ones is odd: 0111=1. A test of memory.',
  counts: 'sequences',
  defaultNumber: 5000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const draws = new Draws(seed, item);
      const length = 1 + Math.floor(draws.share() * LONGEST);
      const bits = Array.from({ length }, () => draws.oneOf([0, 1]));
      for (const bit of bits) yield { token: String(bit), label: 'bit' };
      yield { token: '=', label: 'mark' };
      yield { token: String(bits.reduce((sum, bit) => sum ^ bit, 0)), label: `parity of ${length}` };
    }
  },
};

/**
 * Eight digits, one of which is marked in each half, and the sum of the two marked digits. This is the adding
 * problem (Hochreiter & Schmidhuber 1997; with ReLU units: Le, Jaitly & Hinton 2015), with digits instead of
 * real numbers.
 */
export const adding: TextGenerator = {
  description:
    'Eight digits, two of them marked by "*", "=", and the sum of these two: 3*71502*84=15. A test of memory.',
  counts: 'sums',
  defaultNumber: 5000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const draws = new Draws(seed, item);
      const digits = Array.from({ length: DIGITS }, () => Math.floor(10 * draws.share()));
      const half = DIGITS / 2;
      const marked = [0, half].map(start => start + Math.floor(half * draws.share()));
      for (const [place, digit] of digits.entries()) {
        if (marked.includes(place)) yield { token: '*', label: 'mark' };
        yield { token: String(digit), label: 'digit' };
      }
      const sum = marked.reduce((total, place) => total + digits[place], 0);
      yield { token: '=', label: 'mark' };
      yield { token: String(Math.floor(sum / 10)), label: 'tens' };
      yield { token: String(sum % 10), label: 'ones' };
    }
  },
};

/** Returns the letters of a sequence. */
export const lettersOf = (draws: Draws) => Array.from({ length: LENGTH }, () => draws.oneOf([...letters]));

/** Yields the given letters, a mark, and the letters to predict, which are labelled by their positions. */
function* repeated(given: readonly string[], asked: readonly string[]): Generator<GeneratedToken> {
  for (const token of given) yield { token, label: 'given' };
  yield { token: '>', label: 'mark' };
  for (const [i, token] of asked.entries()) yield { token, label: `position ${i + 1}` };
}
