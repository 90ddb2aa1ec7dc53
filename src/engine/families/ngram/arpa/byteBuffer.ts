import { writeSingle } from '../../../core/writeSingle';

/** Maximum length of a number in bytes. */
const NUMBER = 32;
/** Size of a piece of output in bytes. A piece can be longer by up to one line. */
const PIECE = 1 << 18;

/** Collects output as bytes. This is much faster than concatenating strings. */
export class ByteBuffer {
  private bytes = new Uint8Array(2 * PIECE);
  private length = 0;

  /** Appends ASCII text. */
  ascii(text: string): void {
    this.reserve(text.length);
    const { bytes } = this;
    let at = this.length;
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
    this.length = at;
  }

  /** Appends a number with as few decimal digits as single precision needs. */
  single(value: number): void {
    this.reserve(NUMBER);
    this.length = writeSingle(value, this.bytes, this.length);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** Appends the bytes of `source` from index `from` to `to` - 1. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    const { bytes } = this;
    let at = this.length;
    for (let i = from; i < to; i++) bytes[at++] = source[i];
    this.length = at;
  }

  get isPiece(): boolean {
    return this.length >= PIECE;
  }

  /** Returns the collected bytes and empties the buffer. */
  take(): Uint8Array {
    const piece = this.bytes.slice(0, this.length);
    this.length = 0;
    return piece;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
