import type { Draws } from '../generators/generator';
import { wordOf } from '../generators/spelling';
import type { PairGenerator } from './pairGenerator';

/** Consonants of syllables that resemble those of Japanese in Latin letters. */
const consonants = ['k', 's', 't', 'n', 'h', 'm', 'r', 'y', 'w', 'z', 'd', 'b', 'sh', 'ch', 'ts', ''];
const vowels = ['a', 'i', 'u', 'e', 'o'];
/** Maximum number of syllables of a word. The minimum is 2. */
const SYLLABLES = 4;

/** The labels, and how a word of each is drawn. */
const kinds = { english: wordOf, japanese: japaneseWord } as const;

/** Labels, and invented words of each. A source has many targets, so a network can only write samples of them. */
export const labelPairs: PairGenerator = {
  description:
    'A label, and an invented word that resembles words of this language: english<TAB>phake, japanese<TAB>nashiko.',
  hasLength: false,
  hasManyTargets: true,
  draw(draws) {
    const label = draws.oneOf(['english', 'japanese'] as const);
    return [label, kinds[label](draws)];
  },
};

function japaneseWord(draws: Draws): string {
  const count = 2 + Math.floor(draws.share() * (SYLLABLES - 1));
  const syllables = Array.from({ length: count }, () => draws.oneOf(consonants) + draws.oneOf(vowels));
  return syllables.join('') + (draws.share() < 0.2 ? 'n' : '');
}
