import { UserError } from '../../../protocol/userError';
import { withCommonFilter } from '../../data/filters/commonFilter';
import { withFilter } from '../../data/filters/filtered';
import { guessLocale, isUnspaced } from '../../data/locale';
import { segmented } from '../../data/segmented';
import type { Tokenizer } from '../../data/tokenizer';
import { words } from '../../data/words';
import type { TextModel } from '../../model/openModel';

/** A model, and its name in the header of a table. */
export interface ModelColumn {
  readonly name: string;
  readonly open: TextModel;
}

/**
 * Returns the tokenizer that splits a text into the words of a table. This is the tokenizer of the first
 * model if its tokens are words. Else it splits at white space or, if the beginning of the text is in a
 * language that is written without spaces, as Unicode segmentation does.
 */
export function wordTokenizerOf([{ open }]: readonly ModelColumn[], beginning = ''): Tokenizer {
  if (!open.tokenizer.codes) return open.tokenizer;
  const locale = guessLocale(beginning);
  return filteredAs(open.tokenizer, isUnspaced(locale) ? segmented(locale) : words);
}

/** Returns the tokenizer `words` with the filter that a model's tokenizer has. */
export function filteredAs({ filter }: Tokenizer, words: Tokenizer): Tokenizer {
  return withFilter(words, filter?.name ?? 'none');
}

/**
 * Returns the models with a common filter of texts. Throws a UserError if their filters are for different
 * text collections.
 */
export function filteredAlike(models: readonly ModelColumn[]): ModelColumn[] {
  const opened = withCommonFilter(models.map(({ open }) => open));
  return models.map(({ name }, i) => ({ name, open: opened[i] }));
}

/**
 * Throws a UserError if the models split texts into different tokens. Their tokens could not share the rows
 * of a table.
 */
export function checkTokenizers([first, ...others]: readonly ModelColumn[]): void {
  const other = others.find(({ open }) => open.tokenizer.id !== first.open.tokenizer.id);
  if (other)
    throw new UserError('"{0}" and "{1}" divide texts differently ({2}, {3}). Compare them by words.', [
      ...[first.name, other.name, first.open.tokenizer.id, other.open.tokenizer.id],
    ]);
}
