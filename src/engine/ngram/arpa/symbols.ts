import { characters } from '../../data/characters';
import { SENTENCE_END, UNKNOWN } from '../../data/tokenizer';
import { SENTENCE_BEGIN } from '../chain';

/** Words of an ARPA file hold no white space; a model of characters writes it by its code, as `<U+20>`. */
const CODE = /^<U\+([0-9A-F]{1,6})>$/;

export function toWord(symbol: string): string {
  const code = symbol.codePointAt(0) ?? 0;
  return /^\s$/u.test(symbol) ? `<U+${code.toString(16).toUpperCase()}>` : symbol;
}

/** A model is one of characters when it has no ends of sentences and every word of it is one character. */
export function isOfCharacters(words: readonly string[]): boolean {
  const special = [SENTENCE_BEGIN, UNKNOWN];
  return (
    !words.includes(SENTENCE_END) &&
    words.every(word => special.includes(word) || CODE.test(word) || isCharacter(word))
  );
}

export function fromWord(word: string): string {
  const code = CODE.exec(word)?.[1];
  const point = code === undefined ? Number.NaN : Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : word;
}

function isCharacter(word: string): boolean {
  let count = 0;
  characters.scan(word, true, () => count++);
  return count === 1;
}
