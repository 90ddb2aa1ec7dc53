import { Draws, type GeneratedToken, type TextGenerator } from './generator';
import { lettersOf } from './memory';

/** Number of waiting steps between the last letter and the first answer, unless given. */
export const DELAY = 10;

/** What is read while waiting and while answering, and the label of all other steps. */
const [WAIT, ANSWER, NOTHING] = ['.', '?', '-'];

/**
 * Returns a generator of random letters, waiting steps, and steps at which the letters are the labels, in the order that
 * `order` gives. A network that reads from the start only must remember the letters meanwhile.
 */
const delayed = (
  description: string,
  order: (letters: readonly string[]) => readonly string[],
): TextGenerator => ({
  description: `${description} --delay sets the number of points. The label of a "?" is its letter, "-" that of all others.`,
  counts: 'sequences',
  defaultNumber: 3000,
  separator: '',
  hasDelay: true,
  *generate({ number, seed, delay = DELAY }) {
    for (let item = 0; item < number; item++) {
      const given = lettersOf(new Draws(seed, item));
      yield* [...given, ...Array<string>(delay).fill(WAIT)].map(token => ({ token, label: NOTHING }));
      yield* order(given).map((letter): GeneratedToken => ({ token: ANSWER, label: letter }));
      yield { token: ' ', label: 'sequence end', isBoundary: true };
    }
  },
});

export const delayedCopy = delayed(
  'Five random letters, ten points, and five "?", at which the same letters are to be given: many to many with a delay.',
  letters => letters,
);

export const delayedReverse = delayed('The same, but the letters are to be given backwards.', letters =>
  [...letters].reverse(),
);
