import { UserError } from '../../../protocol/userError';

/**
 * Maximum number of names in an object of the header. No network needs as many; the limit prevents excessive
 * use of memory.
 */
const MAX_NAMES = 10_000;
/** Maximum length of a name in an error message. */
const SHOWN = 80;

/**
 * Number of bytes of a long string that are decoded at a time. Decoding the whole string at once would need a
 * second copy of it.
 */
const PIECE = 65_536;

const [QUOTE, BACKSLASH, LETTER_U, FIRST_PRINTABLE, ZERO] = [0x22, 0x5c, 0x75, 0x20, 0x30];

/**
 * Reads JSON with a known structure from untrusted bytes. Unlike JSON.parse, it creates only the requested
 * values, rejects duplicate names, and does not use recursion for nested values.
 */
export class HeaderReader {
  private at = 0;

  /** `place`: the index of the first of `bytes` in the file. Error messages contain positions in the file. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly place: number,
  ) {}

  /** Reads an object. Calls `visit` for each name; `visit` must read the value that belongs to the name. */
  object(visit: (name: string) => void): void {
    const names = new Set<string>();
    this.expect('{');
    if (this.take('}')) return;
    do {
      const name = this.string();
      if (names.has(name)) {
        throw new UserError(
          'This safetensors file is damaged: its header names "{0}" twice, again before byte {1}.',
          [shown(name), this.place + this.at],
        );
      }
      if (names.size === MAX_NAMES) {
        throw new UserError('This safetensors file has more than {0} names, too many for a network.', [
          MAX_NAMES,
        ]);
      }
      names.add(name);
      this.expect(':');
      visit(name);
    } while (this.hasNext('}'));
  }

  /** Reads an array of non-negative integers with at most `most` entries. */
  sizes(most: number): number[] {
    const sizes: number[] = [];
    this.expect('[');
    if (this.take(']')) return sizes;
    do {
      if (sizes.length === most) throw this.unexpected(']');
      sizes.push(this.size());
    } while (this.hasNext(']'));
    return sizes;
  }

  string(): string {
    this.expect('"');
    let text = '';
    let start = this.at;
    while (this.bytes[this.at] !== QUOTE) {
      if (this.bytes[this.at] === BACKSLASH) this.at += this.bytes[this.at + 1] === LETTER_U ? 5 : 1;
      if (!(this.bytes[this.at] >= FIRST_PRINTABLE)) throw this.unexpected('"');
      this.at++;
      const betweenLetters = (this.bytes[this.at] & 0xc0) !== 0x80;
      if (this.at - start >= PIECE && betweenLetters) {
        text += this.unescaped(start, this.at);
        start = this.at;
      }
    }
    text += this.unescaped(start, this.at);
    this.at++;
    return text;
  }

  /** Throws a UserError if anything but white space follows the current position. */
  end(): void {
    this.skipSpace();
    if (this.at < this.bytes.length) throw this.unexpected(' ');
  }

  private unescaped(start: number, end: number): string {
    try {
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      return JSON.parse(`"${decoder.decode(this.bytes.subarray(start, end))}"`);
    } catch {
      throw new UserError('This safetensors file is damaged: its bytes {0} to {1} are not text.', [
        this.place + start,
        this.place + end,
      ]);
    }
  }

  private size(): number {
    this.skipSpace();
    const start = this.at;
    let size = 0;
    while (this.digit() >= 0 && Number.isSafeInteger(size)) {
      size = 10 * size + this.digit();
      this.at++;
      if (size === 0) break; // a number with several digits must not begin with 0
    }
    if (this.at === start || !Number.isSafeInteger(size)) {
      this.at = start;
      throw this.unexpected(`0 ... ${Number.MAX_SAFE_INTEGER}`);
    }
    return size;
  }

  /** Returns the value of the current digit. Negative if the current byte is not a digit. */
  private digit(): number {
    const digit = this.bytes[this.at] - ZERO;
    return digit <= 9 ? digit : -1;
  }

  private hasNext(close: string): boolean {
    if (this.take(',')) return true;
    this.expect(close);
    return false;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected(symbol);
  }

  private take(symbol: string): boolean {
    this.skipSpace();
    const found = this.bytes[this.at] === symbol.charCodeAt(0);
    if (found) this.at++;
    return found;
  }

  private skipSpace(): void {
    for (let byte = this.bytes[this.at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; ) {
      byte = this.bytes[++this.at];
    }
  }

  private unexpected(expected: string): UserError {
    const place = this.place + this.at;
    if (this.at >= this.bytes.length) {
      return new UserError('This safetensors file is damaged: its header ends at byte {0}, before a {1}.', [
        place,
        expected,
      ]);
    }
    const byte = this.bytes[this.at];
    const found =
      byte > FIRST_PRINTABLE && byte < 0x7f ? String.fromCharCode(byte) : `0x${byte.toString(16)}`;
    return new UserError(
      'This file is not in the safetensors format, or it is damaged: byte {0} is {1}, but {2} was expected.',
      [place, found, expected],
    );
  }
}

/** Shortens a name for an error message. */
export function shown(name: string): string {
  return name.length <= SHOWN ? name : `${name.slice(0, SHOWN)}…`;
}
