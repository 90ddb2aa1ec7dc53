import type { WordPlace } from '../../protocol/vectors';
import type { ReadableText } from '../data/decode';
import { piecesOf } from '../data/numbering';
import type { Tokenizer } from '../data/tokenizer';

/** Maximum number of characters before and after a word that are returned with its place. */
const AROUND = 60;
/** The line ends that editors know. */
const LINE_END = /\r\n|\r|\n/g;

export interface PlaceSearch {
  /** Returns whether a token is the word. */
  readonly isWord: (symbol: string) => boolean;
  /** Maximum number of places. */
  readonly count: number;
}

/** Returns the first places of a word in a text. `isComplete`: whether these are all. */
export function placesOf(
  text: ReadableText,
  tokenizer: Tokenizer,
  { isWord, count }: PlaceSearch,
): { readonly places: WordPlace[]; readonly isComplete: boolean } {
  const places: WordPlace[] = [];
  const position = { line: 0, column: 0 };
  for (const piece of piecesOf(text, tokenizer)) {
    const found: (readonly [start: number, end: number])[] = [];
    tokenizer.scan(piece, true, (symbol, start, end) => {
      // The tokens of some tokenizers begin with the white space before a word.
      if (!isWord(symbol)) return;
      const word = piece.slice(start, end).trimStart();
      found.push([word === '' ? start : end - word.length, end]);
    });
    let from = 0;
    for (const [start, end] of found) {
      if (places.length === count) return { places, isComplete: false };
      advance(position, piece.slice(from, start));
      from = start;
      places.push({ ...position, word: piece.slice(start, end), ...around(piece, start, end) });
    }
    advance(position, piece.slice(from));
  }
  return { places, isComplete: true };
}

/** Moves a position over a text. */
function advance(position: { line: number; column: number }, text: string): void {
  let end = 0;
  for (const match of text.matchAll(LINE_END)) {
    position.line++;
    position.column = 0;
    end = match.index + match[0].length;
  }
  position.column += text.length - end;
}

/** Returns the text of the same line before and after a word. */
function around(text: string, start: number, end: number): Pick<WordPlace, 'before' | 'after'> {
  const before = text.slice(Math.max(0, start - AROUND), start).split(LINE_END);
  const [after] = text.slice(end, end + AROUND).split(LINE_END);
  return { before: before.at(-1) ?? '', after };
}
