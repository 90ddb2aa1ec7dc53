import { UserError } from '../../../protocol/userError';
import type { Tokenizer } from '../../data/tokenizer';
import { words } from '../../data/words';
import type { TextModel } from '../../model/openModel';

/** A model, and its name in the columns of a table. */
export interface ModelColumn {
  readonly name: string;
  readonly open: TextModel;
}

/**
 * Returns the tokenizer that divides texts into the words of a table: that of the first model, if its tokens
 * are words, else words at white space.
 */
export function wordTokenizerOf([{ open }]: readonly ModelColumn[]): Tokenizer {
  return open.tokenizer.codes ? words : open.tokenizer;
}

/** Throws a UserError if the models divide texts differently, so that their tokens cannot share rows. */
export function checkTokenizers([first, ...others]: readonly ModelColumn[]): void {
  const other = others.find(({ open }) => open.tokenizer.id !== first.open.tokenizer.id);
  if (other)
    throw new UserError('"{0}" and "{1}" divide texts differently ({2}, {3}). Compare them by words.', [
      ...[first.name, other.name, first.open.tokenizer.id, other.open.tokenizer.id],
    ]);
}
