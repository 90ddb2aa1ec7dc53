import { IdList } from '../../../data/idList';
import { UNKNOWN } from '../net/network';
import { type DroppedText, SENTENCE_END, scanTokens } from './tokens';

/** The words of a text with their counts, sorted as in the C tool. */
export interface CountedWords {
  readonly words: string[];
  readonly counts: Int32Array;
  /** Number of tokens in the text, which is the sum of all counts. */
  readonly total: number;
  readonly losses: DroppedText;
}

/** Counts the words of a text. Sorts them as the C tool does. */
export function countWords(bytes: Uint8Array): CountedWords {
  const counts = new Map<string, number>([[SENTENCE_END, 0]]);
  let total = 0;
  const losses = scanTokens(bytes, token => {
    counts.set(token, (counts.get(token) ?? 0) + 1);
    total++;
  });
  const entries = sortByCount([...counts]);
  return {
    words: entries.map(([word]) => word),
    counts: Int32Array.from(entries, ([, count]) => count),
    total,
    losses,
  };
}

/**
 * Sorts the entries by descending count, except the first, which stays first. Words with equal counts are in
 * the order of the C tool, which results from its selection sort: when two entries are swapped, the replaced
 * word moves to the old position of the other.
 */
function sortByCount(entries: [string, number][]): [string, number][] {
  const counts = [...new Set(entries.slice(1).map(([, count]) => count))].sort((a, b) => b - a);
  let next = 1;
  for (const count of counts) {
    for (let i = next; i < entries.length; i++) {
      if (entries[i][1] !== count) continue;
      [entries[next], entries[i]] = [entries[i], entries[next]];
      next++;
    }
  }
  return entries;
}

/** Returns the index of each word of a text in a vocabulary; -1 for words that are not in it. */
export function encodeWords(bytes: Uint8Array, words: readonly string[]): Int32Array {
  const ids = new Map(words.map((word, id) => [word, id]));
  const encoded = new IdList(2 ** 31);
  scanTokens(bytes, token => encoded.push(ids.get(token) ?? UNKNOWN));
  return new Int32Array(encoded.take()); // `from` would first make a list, whose length is limited
}
