import type { WordExports } from '../kernels/words/exports';
import { damaged, isNoText, type ReadableText } from './decode';
import { checkPiece } from './marks';
import type { SymbolNumbers } from './symbolNumbers';
import { SENTENCE_END, type Tokenizer } from './tokenizer';
import { utf8Lines } from './utf8Lines';

/** Maximum number of token numbers that the WebAssembly module writes in one call. */
const ROOM = 1 << 15;
/**
 * Number of bytes that must be reserved after a text in the module's memory, because the module overwrites
 * them.
 */
const MARGIN = 64;

/** A list to which token numbers are appended. */
export interface NumberList {
  push(number: number): void;
  append(numbers: Int32Array): void;
}

/**
 * Numbers the words of a text by their UTF-8 bytes, in a WebAssembly module. Only distinct words are decoded
 * into strings, because decoding every token would be slow: a text of 1 GB has about 200 million words.
 */
export class WordBytes {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** Addresses of the module's records of words. */
  private readonly records: number[] = [];
  private memory = new Uint8Array(0); // all memory of the module
  private readonly output: number;
  private input = 0;
  private size = 0; // number of bytes reserved for the text

  constructor(
    private readonly module: WordExports,
    private readonly tokenizer: Tokenizer,
    private readonly numbers: Pick<SymbolNumbers, 'ofNew' | 'ofNewWord' | 'add' | 'count'>,
    private readonly found: NumberList,
  ) {
    this.output = module.reserve(ROOM * Int32Array.BYTES_PER_ELEMENT);
    this.records.push(module.setLineEnd(numbers.ofNew(SENTENCE_END)));
  }

  /**
   * Appends the number of each token of a text to the list, and counts the tokens. Throws a UserError for
   * bytes that are not text.
   */
  read(text: ReadableText): void {
    const { module } = this;
    for (const { bytes, isLast } of utf8Lines(text)) {
      this.load(bytes);
      if (module.hasMarks(this.input, this.input + bytes.length) !== 0) {
        this.readMarked(text, bytes, isLast);
        continue;
      }
      module.setText(this.input, this.input + bytes.length);
      do this.readWords(text);
      while (module.isDone() === 0);
      if (!isLast || module.isInLine() === 0) continue;
      module.endLine();
      this.flush();
    }
    const counts = new Float64Array(module.memory.buffer);
    const words = new Uint32Array(module.memory.buffer);
    const { records } = this;
    for (let i = 0; i < records.length; i++) {
      this.numbers.count(words[records[i] / 4 + 2], counts[records[i] / 8]);
    }
  }

  /** Copies a piece of text into the module's memory. */
  private load(bytes: Uint8Array): void {
    const { module } = this;
    if (bytes.length > this.size) {
      this.size = 2 * bytes.length;
      this.input = module.reserve(this.size + MARGIN) >>> 0;
    }
    new Uint8Array(module.memory.buffer).set(bytes, this.input);
  }

  private readWords(text: ReadableText): void {
    const { module } = this;
    module.setRoom(this.output, ROOM);
    for (let word = module.scan(); word !== 0; word = module.scan()) this.readNewWord(text, word >>> 0);
    this.flush();
  }

  /**
   * Handles a sequence of bytes between two ASCII blanks that has no number yet. It is one word, unless it
   * contains Unicode white space.
   */
  private readNewWord(source: ReadableText, address: number): void {
    const { module, numbers } = this;
    // The view is empty after the memory has grown.
    if (this.memory.length === 0) this.memory = new Uint8Array(module.memory.buffer);
    const end = address + module.wordLength();
    if (isPrintable(this.memory, address, end)) this.count(numbers.ofNewWord(this.memory, address, end));
    else this.readAnyWord(source, this.memory.subarray(address, end));
  }

  private readAnyWord(source: ReadableText, bytes: Uint8Array): void {
    const { found, module, numbers, tokenizer } = this;
    const text = this.decode(source, bytes);
    const symbols: string[] = [];
    tokenizer.scan(text, false, symbol => symbols.push(symbol));
    if (symbols.length === 1 && symbols[0] === text) {
      this.count(numbers.ofNew(text));
      return;
    }
    this.flush();
    for (const symbol of symbols) found.push(numbers.add(symbol));
    module.skip(Number(symbols.length > 0));
  }

  /** Gives the word at which the module stopped a number, and lets the module count its occurrences. */
  private count(number: number): void {
    this.records.push(this.module.add(number) >>> 0);
  }

  /** Appends the numbers that the module has written to the list `found`. */
  private flush(): void {
    const { found, module, output } = this;
    const count = ((module.written() >>> 0) - output) / Int32Array.BYTES_PER_ELEMENT;
    found.append(new Int32Array(module.memory.buffer, output, count));
    module.setRoom(output, ROOM);
  }

  /**
   * Reads lines with sentence marks. These lines are decoded into strings, because the meaning of a mark
   * depends on its position in the line.
   */
  private readMarked(source: ReadableText, bytes: Uint8Array, isLast: boolean): void {
    const { found, numbers, tokenizer } = this;
    const text = this.decode(source, bytes);
    const decode = (lines: Uint8Array) => this.decode(source, lines);
    checkPiece(source.name, text, tokenizer, function* () {
      for (const lines of utf8Lines(source)) yield decode(lines.bytes);
    });
    tokenizer.scan(text, isLast, symbol => found.push(numbers.add(symbol)));
    this.module.startLine();
  }

  private decode({ bytes, name }: ReadableText, characters: Uint8Array): string {
    try {
      const text = this.decoder.decode(characters);
      if (!isNoText(text)) return text;
    } catch {} // `damaged` below locates the invalid bytes
    throw damaged(bytes, name, 'utf-8');
  }
}

/** Returns whether bytes are printable ASCII: one token by every rule. */
function isPrintable(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] <= 0x20 || bytes[at] >= 0x7f) return false;
  return true;
}
