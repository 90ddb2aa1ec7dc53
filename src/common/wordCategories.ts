import { UserError } from '../protocol/userError';
import type { WordCategories } from '../protocol/vectorsPage';

/**
 * Reads the categories of words: a line has a word, a tab and its category, or a word, a blank and its class, as
 * word2vec's `-classes` writes it. Empty lines are skipped. Throws a UserError with the number of a line that
 * has no category.
 */
export function parseCategories(text: string, name: string): WordCategories {
  const [words, categories]: [string[], string[]] = [[], []];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, word, category] = /^([^\t]+)\t([^\t]+)/.exec(line) ?? /^(\S+) (\S+)\s*$/.exec(line) ?? [];
    if (word === undefined)
      throw new UserError('"{0}" has no categories: line {1} is not a word, a tab and a category.', [
        name,
        i + 1,
      ]);
    words.push(word);
    categories.push(category.trim());
  }
  return { file: name, words, categories };
}
