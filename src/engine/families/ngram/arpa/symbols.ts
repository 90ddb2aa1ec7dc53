import { SENTENCE_BEGIN, SENTENCE_END, type Tokenizer, UNKNOWN } from '../../../data/tokenizer';
import type { Vocabulary } from '../../../data/vocabulary';

/** Words of an ARPA file hold no ASCII blanks; where symbols do, these are written by their codes: `<U+20>cat`. */
const CODES = /<U\+([0-9A-F]{1,6})>/g;

export function toWord(symbol: string): string {
  return symbol.replaceAll(
    /[ \t-\r]/g,
    space => `<U+${(space.codePointAt(0) ?? 0).toString(16).toUpperCase()}>`,
  );
}

/** What files call the words of a model, by their ids, and `<s>` behind them. */
export function namesOf({ symbols }: Vocabulary, unknown: string = UNKNOWN): string[] {
  return [...symbols.map(symbol => (symbol === UNKNOWN ? unknown : toWord(symbol))), SENTENCE_BEGIN];
}

export function fromWord(word: string): string {
  return word.replaceAll(CODES, (code, digits) => {
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : code;
  });
}

/** Whether its symbols are words between white space, which stand in a file as they are. */
export const isOfWords = ({ lineEnd }: Tokenizer) => lineEnd === SENTENCE_END;
