import { MOST_PLACES } from '../../../core/decimal';
import type { ByteLines } from './byteLines';
import type { NgramRows } from './rows';
import { nextHash, type WordTable } from './wordTable';

const [TAB, NEWLINE, SPACE, MINUS, POINT, ZERO, NINE] = [0x09, 0x0a, 0x20, 0x2d, 0x2e, 0x30, 0x39];
/** Whole numbers from here on take no further digit, because it might not fit in 32 bits. */
const FULL = 1e8;
/** The length of the longest number that is read from bytes. */
const LONGEST = 32;
const NUMBER = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;
/** A log10 up to this value means probability 0. */
const NOTHING = -99;

const powers = Float64Array.from({ length: MOST_PLACES + 1 }, (_, places) => Number(`1e${places}`));
const isDigit = (byte: number) => byte >= ZERO && byte <= NINE;

/**
 * Reads n-grams from the bytes of lines as programs write them: a log10 probability, known words and, if any,
 * a back-off weight, separated by one blank each. The probability is not above 1. All other lines are left to a reader of
 * strings.
 */
export class PlainLines {
  private bytes = new Uint8Array();
  private value = 0;
  private id = 0;
  private readonly ids: Int32Array;

  constructor(
    private readonly lines: ByteLines,
    private readonly table: WordTable,
    private readonly length: number,
  ) {
    this.ids = new Int32Array(length);
  }

  /**
   * Reads the next line into `rows`. Returns false if it is not such a line. In this case, `lines` stays before
   * the line.
   */
  read(rows: NgramRows): boolean {
    const { lines, ids, length } = this;
    if (lines.at >= lines.ended) return false;
    this.bytes = lines.bytes as Uint8Array<ArrayBuffer>;
    let at = this.number(lines.at);
    if (at < 0) return false;
    const logProb = this.value;
    for (let k = 0; k < length; k++) {
      if (!this.isBlank(at)) return false;
      at = this.word(at + 1);
      if (this.id < 0) return false;
      ids[k] = this.id;
    }
    let backOff = 0;
    if (this.isBlank(at)) {
      at = this.number(at + 1);
      if (at < 0) return false;
      backOff = this.value;
    }
    if (this.bytes[at] !== NEWLINE || logProb > 0 || backOff === Number.POSITIVE_INFINITY) return false;
    lines.skipTo(at + 1);
    rows.push(ids, lines.number, logProb, backOff);
    return true;
  }

  private isBlank(at: number): boolean {
    const byte = this.bytes[at];
    return byte === SPACE || byte === TAB;
  }

  /** Reads a logarithm into `value`. Returns the index after it, or -1 if it is not a decimal number. */
  private number(start: number): number {
    const { bytes } = this;
    const isNegative = bytes[start] === MINUS;
    let at = isNegative ? start + 1 : start;
    if (!isDigit(bytes[at])) return -1;
    let digits = 0; // the digits as a whole number, which has at most `DIGITS` digits
    for (; isDigit(bytes[at]) && digits < FULL; at++) digits = (Math.imul(digits, 10) + bytes[at] - ZERO) | 0;
    let places = 0;
    if (bytes[at] === POINT) {
      const point = at++;
      for (; isDigit(bytes[at]) && digits < FULL; at++)
        digits = (Math.imul(digits, 10) + bytes[at] - ZERO) | 0;
      places = at - point - 1;
      if (places === 0) return -1;
    }
    if (bytes[at] > SPACE || places > MOST_PLACES) return this.longNumber(start);
    const value = digits / powers[places];
    this.value = !isNegative ? value : -value <= NOTHING ? Number.NEGATIVE_INFINITY : -value;
    return at;
  }

  /** Reads a number that may have an exponent or any number of digits. */
  private longNumber(start: number): number {
    let at = start;
    while (this.bytes[at] > SPACE) at++;
    const text = String.fromCharCode(...this.bytes.subarray(start, Math.min(at, start + LONGEST)));
    if (at - start > LONGEST || !NUMBER.test(text)) return -1;
    const value = Number(text);
    this.value = value <= NOTHING ? Number.NEGATIVE_INFINITY : value;
    return at;
  }

  /** Reads a word into `id`. Returns the index after it. */
  private word(start: number): number {
    const { bytes } = this;
    let hash = 0;
    let at = start;
    for (; bytes[at] > SPACE; at++) hash = nextHash(hash, bytes[at]);
    this.id = this.table.idOf(bytes, start, at, hash);
    return at;
  }
}
