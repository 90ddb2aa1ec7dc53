import { characters } from '../../data/characters';
import { SENTENCE_END, UNKNOWN } from '../../data/tokenizer';
import type { TextUnit } from '../../data/tokenizers';
import type { Vocabulary } from '../../data/vocabulary';
import { SENTENCE_BEGIN } from '../chain';

/** Words of an ARPA file hold no white space; where symbols do, it is written by its code: `<U+20>cat`. */
const CODES = /<U\+([0-9A-F]{1,6})>/g;

function toWord(symbol: string): string {
  return symbol.replaceAll(/\s/gu, space => `<U+${(space.codePointAt(0) ?? 0).toString(16).toUpperCase()}>`);
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

/**
 * How a text is to be cut for a model, of which its file says nothing: into characters where there are no ends of
 * sentences and every word is one character; as `segmented` does where white space is a symbol or part of one.
 */
export function unitOf(words: readonly string[]): TextUnit {
  const special = [SENTENCE_BEGIN, UNKNOWN];
  const others = words.map(fromWord).filter(word => !special.includes(word));
  if (!others.includes(SENTENCE_END) && others.every(isCharacter)) return 'character';
  return others.some(word => /\s/u.test(word)) ? 'segmented' : 'word';
}

function isCharacter(word: string): boolean {
  let count = 0;
  characters.scan(word, true, () => count++);
  return count === 1;
}
