import { type Cut, decodePieces, type TextBytes } from './decode';
import { IdList, idsFor, type TokenIds } from './idList';
import { checkPiece } from './marks';
import type { Tokenizer } from './tokenizer';
import type { Vocabulary } from './vocabulary';

interface Text {
  readonly name: string;
  readonly bytes: TextBytes;
}

/** The symbol counts of a text, from which its vocabulary is made. */
export interface Counted {
  readonly counts: ReadonlyMap<string, number>;
  /** Encodes the text with a vocabulary made from these counts, which has an id for every symbol. */
  encode(vocabulary: Vocabulary): TokenIds;
}

/** Counts the symbols of a text in one pass. For characters, encoding takes a second pass but less memory. */
export function countText(text: Text, tokenizer: Tokenizer): Counted {
  return tokenizer.codes ? countCharacters(text, tokenizer, tokenizer.codes) : countWords(text, tokenizer);
}

/** Number of code points in Unicode, and in its basic plane, which covers most texts entirely. */
const CODES = 0x110000;
const BASIC_CODES = 0x10000;

function countCharacters(text: Text, tokenizer: Tokenizer, codes: NonNullable<Tokenizer['codes']>): Counted {
  let seen = new Float64Array(BASIC_CODES);
  let length = 0;
  scanCodes(text, tokenizer, codes, (found, count) => {
    for (let i = 0; i < count; i++) {
      if (found[i] >= seen.length) seen = extended(seen);
      seen[found[i]]++;
    }
    length += count;
  });
  const counts = new Map<string, number>();
  for (let code = 0; code < seen.length; code++) {
    if (seen[code] > 0) counts.set(String.fromCodePoint(code), seen[code]);
  }
  return {
    counts,
    encode(vocabulary) {
      const idOf = new Int32Array(seen.length);
      for (const symbol of counts.keys()) idOf[symbol.codePointAt(0) ?? 0] = vocabulary.id(symbol);
      const ids = idsFor(vocabulary.size, length);
      let at = 0;
      scanCodes(text, tokenizer, codes, (found, count) => {
        for (let i = 0; i < count; i++) ids[at + i] = idOf[found[i]];
        at += count;
      });
      return ids;
    },
  };
}

/** Returns the counts, extended to all code points. */
function extended(counts: Float64Array): Float64Array<ArrayBuffer> {
  const all = new Float64Array(CODES);
  all.set(counts);
  return all;
}

function scanCodes(
  text: Text,
  tokenizer: Tokenizer,
  codes: NonNullable<Tokenizer['codes']>,
  visit: (codes: Int32Array, count: number) => void,
): void {
  let found = new Int32Array(0);
  for (const piece of piecesOf(text, tokenizer)) {
    if (piece.length > found.length) found = new Int32Array(piece.length);
    visit(found, codes(piece, found));
  }
}

/** Numbers the symbols in order of appearance; `encode` maps these numbers to ids. */
function countWords(text: Text, tokenizer: Tokenizer): Counted {
  const numbers = new Map<string, number>();
  const seen: number[] = [];
  const found = new IdList(2 ** 31);
  scanPieces(piecesOf(text, tokenizer), tokenizer, symbol => {
    const number = numbers.get(symbol);
    if (number === undefined) {
      numbers.set(symbol, seen.length);
      found.push(seen.length);
      seen.push(1);
    } else {
      found.push(number);
      seen[number]++;
    }
  });
  const counts = new Map([...numbers].map(([symbol, number]) => [symbol, seen[number]]));
  return {
    counts,
    encode(vocabulary) {
      const idOf = Int32Array.from(numbers.keys(), symbol => vocabulary.id(symbol));
      const numbered = found.take();
      const ids = idsFor(vocabulary.size, numbered.length);
      for (let i = 0; i < numbered.length; i++) ids[i] = idOf[numbered[i]];
      return ids;
    },
  };
}

/** Visits every token of a text, one piece at a time. */
export function scanPieces(
  texts: Iterable<string>,
  tokenizer: Tokenizer,
  visit: (symbol: string) => void,
): void {
  const pieces = texts[Symbol.iterator]();
  let next = pieces.next();
  while (!next.done) {
    const piece = next.value;
    next = pieces.next();
    tokenizer.scan(piece, next.done === true, visit);
  }
}

/**
 * Yields a text in pieces whose tokens are those of the whole text. Throws a UserError for a sentence
 * mark at an invalid position.
 */
export function* piecesOf({ bytes, name }: Text, tokenizer: Tokenizer): Generator<string> {
  const pieces = () => decodePieces(bytes, name, cutFor(tokenizer));
  for (const piece of pieces()) {
    checkPiece(name, piece, tokenizer, pieces);
    yield piece;
  }
}

/** Length in UTF-16 units from which a line is cut inside: far below the maximum length of a string. */
const LONG_LINE = 1 << 22;

function cutFor({ boundaries: cuts }: Tokenizer): Cut {
  return text => {
    const cut = cuts.before(text, text.length);
    return cut > 0 || text.length < LONG_LINE ? cut : cuts.insideLine(text);
  };
}
