import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../../data/tokenizer';
import type { Vocabulary } from '../../../data/vocabulary';

/**
 * Matches the codes for ASCII blanks, such as the one in `<U+20>cat`. Words in an ARPA file cannot contain
 * blanks.
 */
const CODES = /<U\+([0-9A-F]{1,6})>/g;

export function toWord(symbol: string): string {
  return symbol.replaceAll(
    /[ \t-\r]/g,
    space => `<U+${(space.codePointAt(0) ?? 0).toString(16).toUpperCase()}>`,
  );
}

/** Returns the names of a model's words in ARPA files, by id. The last name is that of `<s>`. */
export function namesOf({ symbols }: Vocabulary, unknown: string = UNKNOWN): string[] {
  return [...symbols.map(symbol => (symbol === UNKNOWN ? unknown : toWord(symbol))), SENTENCE_BEGIN];
}

export function fromWord(word: string): string {
  return word.replaceAll(CODES, (code, digits) => {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : code;
  });
}

/**
 * Returns whether the symbols of a tokenizer are words separated by white space. ARPA files contain such
 * words unchanged; other symbols are encoded.
 */
export const isOfWords = ({ lineEnd }: Tokenizer) => lineEnd === SENTENCE_END;
