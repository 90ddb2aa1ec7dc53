import { nearest } from '../../engine/core/nearest';

/**
 * Returns a sentence that suggests the similar known word, to append to a message; empty if there is none.
 */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const guess = nearest(word, known);
  return guess === undefined ? '' : ` Did you mean ${prefix}${guess}?`;
}
