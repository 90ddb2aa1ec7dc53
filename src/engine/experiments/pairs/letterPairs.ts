import type { Draws } from '../generators/generator';
import type { PairGenerator } from './pairGenerator';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** Returns a generator of random letters, whose target is computed from them. All lengths are equally likely. */
const ofLetters = (
  description: string,
  targetOf: (given: readonly string[]) => readonly string[],
): PairGenerator => ({
  description,
  hasLength: true,
  draw(draws: Draws, longest: number) {
    const length = 1 + Math.floor(draws.share() * longest);
    const given = Array.from({ length }, () => draws.oneOf(letters));
    return [given.join(''), targetOf(given).join('')];
  },
});

export const copyPairs = ofLetters('Random letters, and the same letters: abc<TAB>abc.', given => given);

export const reversePairs = ofLetters('Random letters, and the same letters backwards: abc<TAB>cba.', given =>
  [...given].reverse(),
);
