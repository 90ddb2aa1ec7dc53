import { UserError } from '../../../../protocol/userError';
import { decodeLatin1 } from '../../../core/latin1';

const [NEWLINE, RETURN, SPACE, MINUS, POINT, ZERO] = [0x0a, 0x0d, 0x20, 0x2d, 0x2e, 0x30];
/** Maximum length of a line in bytes. It leaves room for the longest words that are read, of 10,000 bytes. */
const LONGEST_LINE = 1 << 16;
/** Maximum number of characters of a line that error messages show. */
const SHOWN = 40;
/** The powers 10^n for n < 16. All of them are exact doubles. */
const POWERS = Array.from({ length: 16 }, (_, n) => Number(`1e${n}`));

/** Reads the bytes of a model file from a current position. Counts the lines for error messages. */
export class Cursor {
  at = 0;
  private line = 1;

  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  /**
   * Reads the rest of the line, with one character per byte, and moves to the next line. `expected` is for
   * error messages.
   */
  readLine(expected: string): string {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    if (end < 0) throw this.unexpected(expected);
    if (end - this.at > LONGEST_LINE) throw this.unexpected(expected);
    const stop = end > this.at && this.bytes[end - 1] === RETURN ? end - 1 : end;
    const text = decodeLatin1(this.bytes.subarray(this.at, stop));
    this.at = end + 1;
    this.line++;
    return text;
  }

  /** Skips blank lines and then a line that must equal `heading`. Throws a UserError if it does not. */
  heading(heading: string): void {
    this.skipSpace();
    const start = this.at;
    if (this.readLine(heading) === heading) return;
    this.at = start;
    this.line--;
    throw this.unexpected(heading);
  }

  /** Reads the next number of a text file. The result is correctly rounded to a double. */
  number(): number {
    this.skipSpace();
    const start = this.at;
    const negative = this.bytes[this.at] === MINUS;
    if (negative) this.at++;
    let digits = 0;
    let decimals = 0;
    let seenPoint = false;
    const first = this.at;
    for (; this.at - first < POWERS.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === POINT && !seenPoint) seenPoint = true;
      else if (byte >= ZERO && byte < ZERO + 10) {
        digits = 10 * digits + byte - ZERO;
        if (seenPoint) decimals++;
      } else break;
    }
    const plain = this.at > first + Number(seenPoint) && !(this.bytes[this.at] > SPACE);
    const value = plain ? digits / POWERS[decimals] : this.unusualNumber(start);
    return plain && negative ? -value : value;
  }

  /** Reads a number that the fast path cannot round correctly: one with many digits or an exponent. */
  private unusualNumber(start: number): number {
    let end = start;
    while (end - start <= LONGEST_LINE && this.bytes[end] > SPACE) end++;
    const text = decodeLatin1(this.bytes.subarray(start, end));
    const value = Number(text);
    this.at = start;
    if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) || !Number.isFinite(value)) {
      throw this.unexpected('0.1234');
    }
    this.at = end;
    return value;
  }

  skipSpace(): void {
    for (let byte = this.bytes[this.at]; byte <= SPACE; byte = this.bytes[++this.at]) {
      if (byte === NEWLINE) this.line++;
    }
  }

  /** Returns an error for unexpected content at the current position. */
  unexpected(expected: string): UserError {
    if (this.left === 0) {
      return new UserError('This rnnlm model is incomplete: it ends in line {0}, before "{1}".', [
        this.line,
        expected,
      ]);
    }
    const found = decodeLatin1(this.bytes.subarray(this.at, this.at + SHOWN)).split('\n')[0];
    return this.wrongLine(found, expected, this.line);
  }

  /** Returns an error for unexpected content in the line that was read last. */
  wrong(found: string, expected: string): UserError {
    return this.wrongLine(found.slice(0, SHOWN), expected, this.line - 1);
  }

  private wrongLine(found: string, expected: string, line: number): UserError {
    return new UserError(
      'This file is not an rnnlm model, or it is damaged: line {0} has {1}, but {2} was expected.',
      [line, JSON.stringify(found), JSON.stringify(expected)],
    );
  }
}
