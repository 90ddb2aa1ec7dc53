import { UserError } from '../../../../protocol/userError';
import { decodeLines, type TextBytes } from '../../../data/decode';

/** Reads a text line by line and counts the lines. */
export class Lines {
  /** The current line, without white space at its ends. */
  line = '';
  /** The number of the current line, starting at 1. */
  number = 0;
  private readonly pieces: Iterator<string>;
  private piece = '';
  private at = 0;

  constructor(
    readonly name: string,
    bytes: TextBytes,
    /** Creates the error for bytes that are not text. Default: the general error for undecodable texts. */
    private readonly undecodable?: () => UserError,
  ) {
    this.pieces = decodeLines(bytes, name);
  }

  /** Reads the next line. Returns false at the end of the text. */
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

  /** Reads the next line that is not blank. Returns false if there is none. */
  readFilled(): boolean {
    while (this.read()) if (this.line !== '') return true;
    return false;
  }

  /**
   * Returns the arguments of a message about the current line: {0} is the file's name, {1} the line number,
   * and the rest is `args`.
   */
  here(...args: readonly (string | number)[]): readonly (string | number)[] {
    return [this.name, this.number, ...args];
  }
}

/**
 * Removes spaces, tabs and carriage returns at both ends of a line. Other white space can be part of a word.
 */
function trimmed(text: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (from < to && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (unit: number) => unit === 0x20 || unit === 0x09 || unit === 0x0d;

/** Shortens a line or word for a message. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
