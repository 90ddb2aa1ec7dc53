import { SILENT, soundsOf, wordOf } from '../generators/spelling';
import type { PairGenerator } from './pairGenerator';

/** Invented words, and their sounds without those of silent letters: fewer symbols than letters, unlike tags of letters. */
export const spellingPairs: PairGenerator = {
  description: 'Invented words of the generator spelling, and their sounds: phake<TAB>fAk.',
  hasLength: false,
  draw(draws) {
    const word = wordOf(draws);
    const sounds = soundsOf(word).filter(sound => sound !== SILENT);
    return [word, sounds.join('')];
  },
};
