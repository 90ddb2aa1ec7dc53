import { nearest } from '../../engine/core/nearest';

/**
 * Returns a sentence that suggests the known word most similar to `word`, for the end of an error message.
 * Empty if no known word is similar.
 */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const guess = nearest(word, known);
  return guess === undefined ? '' : ` Did you mean ${prefix}${guess}?`;
}
