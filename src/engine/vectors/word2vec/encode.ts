import type { TextBytes } from '../../data/decode';
import { readWords } from './readWords';
import { LONGEST_WORD, type WordCounts } from './vocabulary';

/** Appends the id of each word of a text to a list. Leaves out words that are not in the vocabulary. */
export function encodeWords(
  bytes: TextBytes,
  { words }: WordCounts,
  list: { push(number: number): void },
): void {
  const ids = new Map(words.map((word, id) => [word, id]));
  readWords(bytes, LONGEST_WORD, word => {
    const id = ids.get(word);
    if (id !== undefined) list.push(id);
  });
}
