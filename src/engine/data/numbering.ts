import { newWordModule } from '../kernels/words/wordModule';
import { CodeCount, type Codes } from './codeCount';
import type { SymbolCounts } from './countedVocabulary';
import { type Cut, decodePieces, type ReadableText } from './decode';
import { IdList, idsFor } from './idList';
import { checkPiece } from './marks';
import { type IdSource, StoredList } from './storedIds';
import { SymbolNumbers } from './symbolNumbers';
import type { Tokenizer } from './tokenizer';
import { WordBytes } from './wordBytes';
import { findsPlainWords } from './words';

/** The symbols of a text with their counts. The vocabulary is made from them. */
export interface Counted {
  readonly found: SymbolCounts;
  /**
   * Returns the token ids of the text. `idOf`: the id of each symbol of `found`, from 0 to `size` - 1 for those
   * that occur.
   */
  encode(idOf: Int32Array, size: number): IdSource;
}

/**
 * Counts the symbols of a text in one pass. For a text of characters in memory, `encode` later reads the text
 * a second time, which saves the memory for storing its tokens.
 */
export function countText(text: ReadableText, tokenizer: Tokenizer): Counted {
  return tokenizer.codes ? countCharacters(text, tokenizer, tokenizer.codes) : countWords(text, tokenizer);
}

function countCharacters(
  text: ReadableText,
  tokenizer: Tokenizer,
  codes: NonNullable<Tokenizer['codes']>,
): Counted {
  const count = new CodeCount();
  const stored = text.storage && new StoredList(text.storage);
  scanCodes(text, tokenizer, codes, found => {
    const most = count.add(found);
    stored?.add(found, most);
  });
  const found = count.counts();
  return {
    found,
    encode(idOf, size) {
      const idOfCode = new Int32Array(count.codes);
      for (const [n, symbol] of found.symbols.entries()) idOfCode[symbol.codePointAt(0) ?? 0] = idOf[n];
      if (stored) return stored.take(idOfCode);
      const ids = idsFor(size, count.length);
      let at = 0;
      scanCodes(text, tokenizer, codes, some => {
        for (let i = 0; i < some.length; i++) ids[at + i] = idOfCode[some[i]];
        at += some.length;
      });
      return ids;
    },
  };
}

/** Visits the code points of a text in arrays, one per piece of the text. */
function scanCodes(
  text: ReadableText,
  tokenizer: Tokenizer,
  codes: NonNullable<Tokenizer['codes']>,
  visit: (codes: Codes) => void,
): void {
  let found = new Int32Array(0);
  for (const piece of piecesOf(text, tokenizer)) {
    const kept = tokenizer.filter?.strip(piece) ?? piece;
    const bytes = asciiBytes(kept);
    if (!bytes && kept.length > found.length) found = new Int32Array(kept.length);
    visit(bytes ?? found.subarray(0, codes(kept, found)));
  }
}

const encoder = new TextEncoder();

/**
 * Returns the bytes of a text if they are the same as its code points: ASCII without carriage returns, which
 * the tokenizer would change. Returns undefined for any other text.
 */
function asciiBytes(text: string): Uint8Array | undefined {
  if (text.includes('\r')) return undefined;
  const bytes = new Uint8Array(text.length);
  return encoder.encodeInto(text, bytes).read === text.length ? bytes : undefined;
}

/**
 * Counts the symbols of a text. Gives each distinct symbol a number and stores the numbers of all tokens in
 * order. `encode` replaces these numbers by ids.
 */
function countWords(text: ReadableText, tokenizer: Tokenizer): Counted {
  const numbers = new SymbolNumbers();
  const stored = text.storage && new StoredList(text.storage);
  const inMemory = new IdList(2 ** 31);
  const list = stored ?? inMemory;
  const module = findsPlainWords(tokenizer) ? newWordModule() : undefined;
  if (module) new WordBytes(module, tokenizer, numbers, list).read(text);
  else scanPieces(piecesOf(text, tokenizer), tokenizer, symbol => list.push(numbers.add(symbol)));
  return {
    found: numbers.counts(),
    encode(idOf, size) {
      if (stored) return stored.take(idOf);
      const numbered = inMemory.take();
      const ids = idsFor(size, numbered.length);
      for (let i = 0; i < numbered.length; i++) ids[i] = idOf[numbered[i]];
      return ids;
    },
  };
}

/** Visits every token of a text that is given in pieces. */
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
 * Yields a text in pieces. Together, the pieces have the same tokens as the whole text. Throws a UserError
 * for a sentence mark at an invalid position.
 */
export function* piecesOf({ bytes, name }: ReadableText, tokenizer: Tokenizer): Generator<string> {
  const pieces = () => decodePieces(bytes, name, cutFor(tokenizer));
  for (const piece of pieces()) {
    checkPiece(name, piece, tokenizer, pieces);
    yield piece;
  }
}

/**
 * Length in UTF-16 units from which an unfinished line is divided into pieces. It is far below the maximum
 * length of a JavaScript string.
 */
const LONG_LINE = 1 << 22;

function cutFor({ boundaries: cuts }: Tokenizer): Cut {
  return text => {
    const cut = cuts.before(text, text.length);
    return cut > 0 || text.length < LONG_LINE ? cut : cuts.insideLine(text);
  };
}
