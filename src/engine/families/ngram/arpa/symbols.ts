import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../../data/tokenizer';
import type { Vocabulary } from '../../../data/vocabulary';

/** Words in an ARPA file cannot contain ASCII blanks, so these are written as codes: `<U+20>cat`. */
const CODES = /<U\+([0-9A-F]{1,6})>/g;

export function toWord(symbol: string): string {
  return symbol.replaceAll(
    /[ \t-\r]/g,
    space => `<U+${(space.codePointAt(0) ?? 0).toString(16).toUpperCase()}>`,
  );
}

/** Returns the names that files use for the words of a model, by id, followed by `<s>`. */
export function namesOf({ symbols }: Vocabulary, unknown: string = UNKNOWN): string[] {
  return [...symbols.map(symbol => (symbol === UNKNOWN ? unknown : toWord(symbol))), SENTENCE_BEGIN];
}

export function fromWord(word: string): string {
  return word.replaceAll(CODES, (code, digits) => {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : code;
  });
}

/** Whether the tokenizer's symbols are words separated by white space, which files contain unchanged. */
export const isOfWords = ({ lineEnd }: Tokenizer) => lineEnd === SENTENCE_END;
