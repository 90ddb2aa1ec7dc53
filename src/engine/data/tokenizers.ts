import { characters, exactCharacters, type LineEnds } from './characters';
import { isLocale } from './locale';
import { segmented } from './segmented';
import type { Tokenizer } from './tokenizer';
import { asciiWords, type WhiteSpace, words } from './words';

/** Every text unit for a locale (BCP 47) and what it makes of the ends of lines, by the name that the setting `elman.text.unit` has for it. */
export const tokenizers = {
  character: (_locale?: string, _whiteSpace?: WhiteSpace, lineEnds?: LineEnds): Tokenizer =>
    lineEnds === 'keep' ? exactCharacters : characters,
  word: (_locale?: string, whiteSpace?: WhiteSpace, _lineEnds?: LineEnds): Tokenizer =>
    whiteSpace === 'ascii' ? asciiWords : words,
  segmented: (locale: string, _whiteSpace?: WhiteSpace, _lineEnds?: LineEnds): Tokenizer => segmented(locale),
} satisfies Record<string, (locale: string, whiteSpace?: WhiteSpace, lineEnds?: LineEnds) => Tokenizer>;

export type TextUnit = keyof typeof tokenizers;

/** Ids by which a tokenizer can be asked for; `segmented` takes a locale behind it. */
export const unitNames = ['word', 'word ascii', 'character', 'segmented'] as const;

const SEGMENTED = /^segmented(?: (\S+))?$/;

/** The tokenizer of an id, as `Tokenizer.id` has it. Undefined where there is none. */
export function tokenizerNamed(id: string): Tokenizer | undefined {
  const simple = [characters, exactCharacters, words, asciiWords].find(tokenizer => tokenizer.id === id);
  const [isSegmented, locale = 'en'] = SEGMENTED.exec(id) ?? [];
  return simple ?? (isSegmented !== undefined && isLocale(locale) ? segmented(locale) : undefined);
}
