import { UNKNOWN } from '../net/network';
import { type Losses, SENTENCE_END, scanTokens } from './tokens';

/** The words of a text with their counts, sorted as the original does. */
export interface CountedWords {
  readonly words: string[];
  readonly counts: Int32Array;
  /** Tokens in the text. */
  readonly total: number;
  readonly losses: Losses;
}

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
 * By falling count, the first entry staying where it is. Words of the same count end up as a selection sort with
 * swaps leaves them: what a swap moves away goes to the place of the word that is moved in.
 */
function sortByCount(entries: [string, number][]): [string, number][] {
  const counts = [...new Set(entries.slice(1).map(([, count]) => count))].sort((a, b) => b - a);
  let place = 1;
  for (const count of counts) {
    for (let i = place; i < entries.length; i++) {
      if (entries[i][1] !== count) continue;
      [entries[place], entries[i]] = [entries[i], entries[place]];
      place++;
    }
  }
  return entries;
}

/** A text as places in a vocabulary, -1 for words that it lacks. */
export function encodeWords(bytes: Uint8Array, words: readonly string[]): Int32Array {
  const ids = new Map(words.map((word, id) => [word, id]));
  const encoded: number[] = [];
  scanTokens(bytes, token => encoded.push(ids.get(token) ?? UNKNOWN));
  return Int32Array.from(encoded);
}
