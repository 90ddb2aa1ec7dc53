import type { RunSettings } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import { unitNames } from '../../data/tokenizers';

/**
 * Returns the settings of the text for a tokenizer's id. Without an id: characters if every symbol is one character, else
 * words. Throws a UserError for an id that is not known.
 */
export function unitSettings(unit: string | undefined, symbols: readonly string[]): RunSettings {
  const isCharacters = symbols.every(symbol => [...symbol].length === 1);
  const id = unit ?? (isCharacters ? 'character' : 'word');
  const [, name, locale = ''] = /^(character|segmented|word)(?: (\S+))?$/.exec(id) ?? [];
  if (name === 'segmented') return { 'text.unit': name, 'text.locale': locale };
  if (name === 'character' && locale === '') return { 'text.unit': name };
  if (name === 'word' && (locale === '' || locale === 'ascii'))
    return { 'text.unit': name, 'text.whiteSpace': locale === '' ? 'unicode' : 'ascii' };
  throw new UserError('There is no unit "{0}", only {1}.', [id, unitNames.join(', ')]);
}
