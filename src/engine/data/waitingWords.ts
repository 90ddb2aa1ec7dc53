/** Number of bytes and of words that wait at most. A longer word waits alone. */
const BYTES = 1 << 16;
const WORDS = 1 << 13;
const NONE: readonly string[] = [];

/** Words of ASCII that are decoded together, because a call of the decoder for each would be slow. */
export class WaitingWords {
  private readonly decoder = new TextDecoder();
  private bytes = new Uint8Array(BYTES);
  private readonly ends = new Uint32Array(WORDS);
  private end = 0; // of the last word
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Returns whether the waiting words must be taken before a word of this length is added. */
  isFull(length: number): boolean {
    return this.count === WORDS || (this.count > 0 && this.end + length > BYTES);
  }

  /** Adds the word with the bytes from `from` to `to` - 1. */
  add(bytes: Uint8Array, from: number, to: number): void {
    if (this.end + to - from > this.bytes.length) this.bytes = new Uint8Array(to - from);
    for (let at = from; at < to; at++) this.bytes[this.end++] = bytes[at];
    this.ends[this.count++] = this.end;
  }

  /** Returns the waiting words. None waits afterwards. */
  take(): readonly string[] {
    if (this.count === 0) return NONE;
    const text = this.decoder.decode(this.bytes.subarray(0, this.end));
    const words: string[] = [];
    for (let i = 0; i < this.count; i++) words.push(text.slice(i > 0 ? this.ends[i - 1] : 0, this.ends[i]));
    this.count = 0;
    this.end = 0;
    return words;
  }
}
