import { EXACT_DIGITS, fromDecimal, MORE_DIGITS, MOST_PLACES } from '../../core/decimal';

const [QUOTE, MINUS, POINT, ZERO, CLOSE, COMMA] = [...'"-.0},'].map(symbol => symbol.charCodeAt(0));
const NAN = bytesOf('"NaN"');

/**
 * Reads JSON lines whose objects have the same keys in the same order as the first line. This is several
 * times as fast as JSON.parse.
 */
export class RowReader {
  private readonly keys: readonly Uint8Array[];
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    columns: readonly string[],
  ) {
    this.keys = columns.map((name, i) => bytesOf(`${i === 0 ? '{' : ','}${JSON.stringify(name)}:`));
  }

  /**
   * Reads the line in the bytes [start, end) and writes its values into `values`, starting at index `place`.
   * Returns false for a line that is not in the expected form; the caller then uses JSON.parse.
   */
  read(start: number, end: number, values: Float64Array, place: number): boolean {
    this.at = start;
    for (const key of this.keys) if (!this.passes(key) || !this.readValue(values, place++)) return false;
    return this.bytes[this.at] === CLOSE && this.at + 1 === end;
  }

  private passes(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
    this.at += expected.length;
    return true;
  }

  private readValue(values: Float64Array, place: number): boolean {
    if (this.bytes[this.at] !== QUOTE) return this.readDigits(values, place) || this.readAny(values, place);
    values[place] = Number.NaN;
    return this.passes(NAN) || this.readAny(values, place);
  }

  /**
   * Reads a number with at most 20 digits and no exponent. Most numbers have this form. Returns false for any
   * other value.
   */
  private readDigits(values: Float64Array, place: number): boolean {
    const { bytes } = this;
    let at = this.at;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    const first = at;
    let [high, low, known, more, point] = [0, 0, 0, 0, -1];
    for (; ; at++) {
      const digit = bytes[at] - ZERO;
      if (digit >= 0 && digit <= 9) {
        if (known < EXACT_DIGITS) {
          high = 10 * high + digit;
          if (high > 0) known++;
        } else {
          low = 10 * low + digit;
          more++;
        }
      } else if (bytes[at] === POINT && point < 0) point = at;
      else break;
    }
    const whole = (point < 0 ? at : point) - first;
    const places = point < 0 ? 0 : at - point - 1;
    const isJson = whole > 0 && (whole === 1 || bytes[first] !== ZERO) && point !== at - 1;
    const ends = bytes[at] === COMMA || bytes[at] === CLOSE;
    if (!isJson || !ends || more > MORE_DIGITS || places > MOST_PLACES) return false;
    const value = fromDecimal(high, low, more, places);
    if (Number.isNaN(value)) return false;
    values[place] = isNegative ? -value : value;
    this.at = at;
    return true;
  }

  /**
   * Reads a value of any other form with JSON.parse. Returns false if this fails, for example for a string
   * that contains a comma.
   */
  private readAny(values: Float64Array, place: number): boolean {
    const { bytes, at } = this;
    let end = at;
    while (end < bytes.length && bytes[end] !== COMMA && bytes[end] !== CLOSE) end++;
    try {
      values[place] = numberOf(
        JSON.parse(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 64)))),
      );
    } catch {
      return false;
    }
    this.at = end;
    return true;
  }
}

/**
 * Converts a JSON value to a number. JSON cannot express infinities, so they are strings in the files.
 * Returns NaN for any other value.
 */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return value === 'Infinity' || value === '-Infinity' ? Number(value) : Number.NaN;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
