import { ByteTable } from './byteTable';
import { hasMarks } from './marks';
import type { SymbolNumbers } from './symbolNumbers';
import { SENTENCE_END, type Tokenizer } from './tokenizer';

const [LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x0a, 0x0d, 0x20];
const TAB = 0x09;

/**
 * Numbers the words of a text by their UTF-8 bytes. A string is made of each distinct word only: a text of
 * 1 GB has 200 million words.
 */
export class WordBytes {
  private readonly table = new ByteTable();
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private bytes = new Uint8Array(0);

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly numbers: SymbolNumbers,
    private readonly visit: (number: number) => void,
  ) {}

  /** Visits the number of each token of a piece of text. `complete`: whether the text ends with it. */
  scan(piece: string, complete: boolean): void {
    const { numbers, tokenizer, visit } = this;
    if (hasMarks(piece)) {
      tokenizer.scan(piece, complete, symbol => visit(numbers.add(symbol)));
      return;
    }
    if (this.bytes.length < 3 * piece.length) this.bytes = new Uint8Array(3 * piece.length);
    const length = this.encoder.encodeInto(piece, this.bytes).written;
    const hasWords = this.scanBytes(this.bytes, length);
    if (hasWords && complete) visit(numbers.add(SENTENCE_END));
  }

  /** Visits the tokens of all complete lines. Returns whether the last line has words and is not complete. */
  private scanBytes(bytes: Uint8Array, length: number): boolean {
    let hasWords = false; // in the line so far
    let from = -1; // of the word, or -1 between words
    let hash = 0;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at];
      if (byte > SPACE || !isBlank(byte)) {
        if (from < 0) {
          from = at;
          hash = 0;
        }
        hash = (Math.imul(hash, 31) + byte) | 0;
        continue;
      }
      if (from >= 0 && this.word(from, at, hash)) hasWords = true;
      from = -1;
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
      if (hasWords) this.visit(this.numbers.add(SENTENCE_END));
      hasWords = false;
    }
    return (from >= 0 && this.word(from, length, hash)) || hasWords;
  }

  /** Visits the tokens between two ASCII blanks. Returns whether there is one. */
  private word(from: number, to: number, hash: number): boolean {
    const { bytes, numbers, table, visit } = this;
    const known = table.get(bytes, from, to, hash);
    if (known >= 0) {
      visit(numbers.again(known));
      return true;
    }
    const text = this.decoder.decode(bytes.subarray(from, to));
    const found: string[] = []; // none, or more than one, if other white space is in it
    this.tokenizer.scan(text, false, symbol => found.push(symbol));
    const added = found.map(symbol => numbers.add(symbol));
    for (const number of added) visit(number);
    if (found.length === 1 && found[0] === text) table.add(bytes, from, to, hash, added[0]);
    return found.length > 0;
  }
}

/** Returns whether a byte is white space in ASCII: tab, the four that end lines or pages, or a space. */
const isBlank = (byte: number) =>
  byte <= SPACE && (byte === SPACE || (byte >= TAB && byte <= CARRIAGE_RETURN));
