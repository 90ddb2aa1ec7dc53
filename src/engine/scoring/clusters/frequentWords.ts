import { UserError } from '../../../protocol/userError';
import type { MeanStates } from '../meanStates';
import { vectorAt } from './distance';

/**
 * Returns the mean states of the most frequent words that are wanted, at most `most`, in the order of the vocabulary.
 * Throws a UserError if there are fewer than two.
 */
export function frequentWords(
  all: MeanStates,
  most: number,
  isWanted: (word: string) => boolean = () => true,
): MeanStates {
  const { counts, size, words } = all;
  const rows = [...words.keys()]
    .filter(row => isWanted(words[row]))
    .sort((a, b) => counts[b] - counts[a]) // of equal counts, the first stay first
    .slice(0, most)
    .sort((a, b) => a - b);
  if (rows.length < 2)
    throw new UserError('Clusters need at least 2 words with a state, but the text has {0}.', [rows.length]);
  const vectors = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries()) vectors.set(vectorAt(all, row), i * size);
  return { words: rows.map(row => words[row]), counts: rows.map(row => counts[row]), vectors, size };
}
