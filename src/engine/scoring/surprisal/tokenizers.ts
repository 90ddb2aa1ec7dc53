import { UserError } from '../../../protocol/userError';
import { withCommonFilter } from '../../data/filters/commonFilter';
import { withFilter } from '../../data/filters/filtered';
import type { Tokenizer } from '../../data/tokenizer';
import { words } from '../../data/words';
import type { TextModel } from '../../model/openModel';

/** A model, and its name in the header of a table. */
export interface ModelColumn {
  readonly name: string;
  readonly open: TextModel;
}

/**
 * Returns the tokenizer that splits texts into the words of a table. This is the tokenizer of the first model
 * if its tokens are words, else a tokenizer that splits at white space.
 */
export function wordTokenizerOf([{ open }]: readonly ModelColumn[]): Tokenizer {
  return open.tokenizer.codes ? filteredAs(open.tokenizer, words) : open.tokenizer;
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
