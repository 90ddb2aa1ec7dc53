import { UserError } from '../../../../protocol/userError';
import { decodeLines, type TextBytes } from '../../../data/decode';

/** A text's lines, one after the other, with their numbers. */
export class Lines {
  /** The line read last, without white space around it. */
  line = '';
  /** Its number, from 1. */
  number = 0;
  private readonly pieces: Iterator<string>;
  private piece = '';
  private at = 0;

  constructor(
    readonly name: string,
    bytes: TextBytes,
    /** What to say of bytes that are no text, if not what is said of any text. */
    private readonly undecodable?: () => UserError,
  ) {
    this.pieces = decodeLines(bytes, name);
  }

  /** The next line; false at the text's end. */
  read(): boolean {
    this.number++;
    if (this.at >= this.piece.length) {
      const next = this.nextPiece();
      this.piece = next.done ? '' : next.value;
      this.at = 0;
      if (next.done) return false;
    }
    const newline = this.piece.indexOf('\n', this.at);
    const end = newline < 0 ? this.piece.length : newline;
    this.line = trimmed(this.piece, this.at, end);
    this.at = end + 1;
    return true;
  }

  private nextPiece(): IteratorResult<string> {
    try {
      return this.pieces.next();
    } catch (error) {
      throw error instanceof UserError && this.undecodable ? this.undecodable() : error;
    }
  }

  /** The next line that is not blank. */
  readFilled(): boolean {
    while (this.read()) if (this.line !== '') return true;
    return false;
  }

  /** What an error for people says of the place: {0} is the file, {1} the line. */
  here(...args: readonly (string | number)[]): readonly (string | number)[] {
    return [this.name, this.number, ...args];
  }
}

/** Without the spaces, tabs and carriage returns around it; other white space may be a word. */
function trimmed(text: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (from < to && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (unit: number) => unit === 0x20 || unit === 0x09 || unit === 0x0d;

/** The beginning of a line or a word, for a message. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
