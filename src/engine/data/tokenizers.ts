import type { Configuration } from '../../settings/settings';
import { characters, exactCharacters, type LineEnds } from './characters';
import { filterNames } from './filters';
import { filtered } from './filters/filtered';
import { isLocale } from './locale';
import { segmented } from './segmented';
import type { Tokenizer } from './tokenizer';
import { asciiWords, type WhiteSpace, words } from './words';

/**
 * The tokenizers, by the value of the setting `text.unit`. Each is created for a locale (BCP 47), a
 * white-space rule and a rule for line endings. A tokenizer ignores those that do not apply to it.
 */
export const tokenizers = {
  character: (_locale?: string, _whiteSpace?: WhiteSpace, lineEnds?: LineEnds): Tokenizer =>
    lineEnds === 'keep' ? exactCharacters : characters,
  word: (_locale?: string, whiteSpace?: WhiteSpace, _lineEnds?: LineEnds): Tokenizer =>
    whiteSpace === 'ascii' ? asciiWords : words,
  segmented: (locale: string, _whiteSpace?: WhiteSpace, _lineEnds?: LineEnds): Tokenizer => segmented(locale),
} satisfies Record<
  Configuration['text.unit'],
  (locale: string, whiteSpace?: WhiteSpace, lineEnds?: LineEnds) => Tokenizer
>;

export type TextUnit = keyof typeof tokenizers;

/** The ids of tokenizers that users can choose. After `segmented`, they can add a locale. */
export const unitNames = ['word', 'word ascii', 'character', 'segmented'] as const;

const SEGMENTED = /^segmented(?: (\S+))?$/;

const FILTERED = /^(.+) filter (\S+)$/;

/** Returns the tokenizer with this id. Undefined if no tokenizer has this id. */
export function tokenizerNamed(id: string): Tokenizer | undefined {
  const [, plainId, filterName] = FILTERED.exec(id) ?? [];
  if (plainId === undefined) return plainTokenizerNamed(id);
  const plain = plainTokenizerNamed(plainId);
  const name = filterNames.find(each => each === filterName);
  return plain && name && filtered(plain, name);
}

function plainTokenizerNamed(id: string): Tokenizer | undefined {
  const simple = [characters, exactCharacters, words, asciiWords].find(tokenizer => tokenizer.id === id);
  const [isSegmented, locale = 'en'] = SEGMENTED.exec(id) ?? [];
  return simple ?? (isSegmented !== undefined && isLocale(locale) ? segmented(locale) : undefined);
}
