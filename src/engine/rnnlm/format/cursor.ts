import { UserError } from '../../../protocol/userError';

const [NEWLINE, RETURN, SPACE, MINUS, POINT, ZERO] = [0x0a, 0x0d, 0x20, 0x2d, 0x2e, 0x30];
/** No line of a model is longer: a word of 10,000 bytes is the longest that is read. */
const LONGEST_LINE = 1 << 16;
/** Letters of a line that a message shows. */
const SHOWN = 40;
/** 10^n, exact up to here. */
const POWERS = Array.from({ length: 16 }, (_, n) => Number(`1e${n}`));

/** Goes through a model file's bytes, and knows the line it stands in. */
export class Cursor {
  at = 0;
  private line = 1;

  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** The rest of the line, a character a byte, and its end passed. */
  readLine(expected: string): string {
    const end = this.bytes.indexOf(NEWLINE, this.at);
    if (end < 0) throw this.unexpected(expected);
    if (end - this.at > LONGEST_LINE) throw this.unexpected(expected);
    const stop = end > this.at && this.bytes[end - 1] === RETURN ? end - 1 : end;
    const text = latin1(this.bytes.subarray(this.at, stop));
    this.at = end + 1;
    this.line++;
    return text;
  }

  /** Passes blank lines and a line that is just `heading`. */
  heading(heading: string): void {
    this.skipSpace();
    const start = this.at;
    if (this.readLine(heading) === heading) return;
    this.at = start;
    this.line--;
    throw this.unexpected(heading);
  }

  /** The next number of a text, as exact as its digits are. */
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

  /** With many digits, or an exponent. */
  private unusualNumber(start: number): number {
    let end = start;
    while (end - start <= LONGEST_LINE && this.bytes[end] > SPACE) end++;
    const text = latin1(this.bytes.subarray(start, end));
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

  /** What stands here is not what belongs here. */
  unexpected(expected: string): UserError {
    if (this.left === 0) {
      return new UserError('This rnnlm model is incomplete: it ends in line {0}, before "{1}".', [
        this.line,
        expected,
      ]);
    }
    const found = latin1(this.bytes.subarray(this.at, this.at + SHOWN)).split('\n')[0];
    return this.wrongLine(found, expected, this.line);
  }

  /** The line that was read last is not what belongs there. */
  wrong(found: string, expected: string): UserError {
    return this.wrongLine(found.slice(0, SHOWN), expected, this.line - 1);
  }

  private wrongLine(found: string, expected: string, line: number): UserError {
    return new UserError(
      'This is no rnnlm model, or a damaged one: line {0} has {1} where {2} was expected.',
      [line, JSON.stringify(found), JSON.stringify(expected)],
    );
  }
}

/** A character a byte, so that nothing of the bytes is lost. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
