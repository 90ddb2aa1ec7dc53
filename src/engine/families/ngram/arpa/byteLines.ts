import { isNoText, type TextBytes } from '../../../data/decode';
import { utf8Lines } from '../../../data/utf8Lines';
import { undecodable } from './undecodable';

const [TAB, NEWLINE, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/**
 * Reads a text line by line and counts the lines. Decodes only the lines that are asked for as strings. A
 * reader that can parse a line from its bytes takes them from `bytes` and calls `skipTo`.
 */
export class ByteLines {
  /** The number of the current line, starting at 1. */
  number = 0;
  /** Whole lines of the text in UTF-8. They include the next line, unless all of them have been read. */
  bytes: Uint8Array = new Uint8Array();
  /** The index in `bytes` at which the next line starts. */
  at = 0;
  /** The index in `bytes` after the last newline. A line that starts before it ends in a newline. */
  ended = 0;
  private readonly pieces: ReturnType<typeof utf8Lines>;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private text: string | undefined = '';
  private from = 0;
  private to = 0;

  constructor(
    readonly name: string,
    source: TextBytes,
  ) {
    this.pieces = utf8Lines({ name, bytes: source });
  }

  /** The current line, without spaces, tabs and carriage returns at its ends. */
  get line(): string {
    this.text ??= this.decoded();
    return this.text;
  }

  /** Reads the next line. Returns false at the end of the text. */
  read(): boolean {
    this.number++;
    this.text = undefined;
    this.from = this.to = 0;
    if (this.at >= this.bytes.length && !this.readPiece()) return false;
    const { bytes, at } = this;
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline < 0 ? bytes.length : newline;
    [this.from, this.to] = [at, end];
    while (this.from < this.to && isBlank(bytes[this.from])) this.from++;
    while (this.from < this.to && isBlank(bytes[this.to - 1])) this.to--;
    this.at = end + 1;
    return true;
  }

  /** Reads the next line that is not blank. Returns false if there is none. */
  readFilled(): boolean {
    while (this.read()) if (this.from < this.to) return true;
    return false;
  }

  /** Counts the next line as read. `at` is the index after its newline. */
  skipTo(at: number): void {
    this.number++;
    this.at = at;
  }

  /**
   * Returns the arguments of a message about the current line: {0} is the file's name, {1} the line number,
   * and the rest is `args`.
   */
  here(...args: readonly (string | number)[]): readonly (string | number)[] {
    return [this.name, this.number, ...args];
  }

  private readPiece(): boolean {
    const next = this.pieces.next();
    this.bytes = next.done ? new Uint8Array() : next.value.bytes;
    this.at = 0;
    this.ended = this.bytes.lastIndexOf(NEWLINE) + 1;
    return this.bytes.length > 0;
  }

  private decoded(): string {
    const bytes = this.bytes.subarray(this.from, this.to);
    try {
      const text = this.decoder.decode(bytes);
      if (!isNoText(text)) return text;
    } catch {} // the error below describes the line
    throw undecodable(this.name, this.number, bytes);
  }
}

const isBlank = (byte: number) => byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN;
