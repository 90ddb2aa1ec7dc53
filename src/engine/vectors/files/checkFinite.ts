import { UserError } from '../../../protocol/userError';
import type { WordVectors } from '../wordVectors';
import { textOfWord } from './wordText';

/**
 * Throws a UserError if the vector of a word contains NaN or an infinite number. The message names the word.
 */
export function checkFinite({ words, vectors, size }: WordVectors, name: string): void {
  const bad = vectors.findIndex(value => !Number.isFinite(value));
  if (bad < 0) return;
  throw new UserError('"{0}" is damaged: the vector of "{1}" has a number that is not finite.', [
    name,
    textOfWord(words[Math.floor(bad / size)]),
  ]);
}
