import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import { readWords, SENTENCE_END } from './readWords';

/** Maximum number of bytes of a word in word2vec. */
export const LONGEST_WORD = 98;

/**
 * The words of a text with their counts: first `</s>`, then the others by descending count. Words have one
 * character per byte.
 */
export interface WordCounts {
  readonly words: readonly string[];
  readonly counts: Float64Array;
  /** Sum of all counts. */
  readonly total: number;
}

/** Counts the words of a text. Keeps those with at least `minimum` occurrences, and always `</s>`. */
export function countWords(bytes: TextBytes, minimum: number): WordCounts {
  const counts = new Map([[SENTENCE_END, 0]]);
  readWords(bytes, LONGEST_WORD, word => counts.set(word, (counts.get(word) ?? 0) + 1));
  return sorted([...counts], minimum);
}

/**
 * Sorts the words by descending count. Words with equal counts keep the order in which they first occurred.
 */
function sorted([end, ...entries]: [string, number][], minimum: number): WordCounts {
  const frequent = entries.filter(([, count]) => count >= minimum).sort(([, a], [, b]) => b - a);
  const kept = [end, ...frequent];
  return {
    words: kept.map(([word]) => word),
    counts: Float64Array.from(kept, ([, count]) => count),
    total: kept.reduce((sum, [, count]) => sum + count, 0),
  };
}

/** Returns a vocabulary as text, as word2vec's `-save-vocab` writes it. */
export function vocabularyText({ words, counts }: WordCounts): string {
  return words.map((word, id) => `${word} ${counts[id]}\n`).join('');
}

/**
 * Reads a vocabulary as written by word2vec's `-save-vocab`, with one character per byte. Leaves out words
 * that occur fewer than `minimum` times. Throws a UserError with the line number if a line is not a word and
 * its count.
 */
export function readVocabulary(text: string, name: string, minimum: number): WordCounts {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const entries = lines.map((line, i): [string, number] => {
    const [, word, count] = /^([^ \t]+)[ \t]+(\d{1,15})\r?$/.exec(line) ?? [];
    if (word !== undefined) return [word, Number(count)];
    throw new UserError('"{0}" is not a vocabulary of word2vec: line {1} is not a word and its count.', [
      name,
      i + 1,
    ]);
  });
  if (entries[0]?.[0] === SENTENCE_END) return sorted(entries, minimum);
  throw new UserError('"{0}" is not a vocabulary of word2vec: its first word must be </s>.', [name]);
}
