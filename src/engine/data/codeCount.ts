import type { SymbolCounts } from './countedVocabulary';

/** The code points of a piece of text. They are in a byte array if all of them are ASCII. */
export type Codes = Uint8Array | Int32Array;

/**
 * Number of code points in Unicode, and in its basic multilingual plane, which contains all code points of
 * most texts.
 */
const CODES = 0x110000;
const BASIC_CODES = 0x10000;

/** Counts the occurrences of code points. */
export class CodeCount {
  private seen = new Float64Array(BASIC_CODES);
  private readonly pairs = new BytePairs();
  private total = 0;

  /** Counts the code points of a piece of text. Returns an upper bound of these code points. */
  add(codes: Codes): number {
    this.total += codes.length;
    if (codes instanceof Uint8Array) {
      this.pairs.count(codes, this.seen);
      return 0xff;
    }
    const most = largest(codes);
    if (most >= this.seen.length) this.seen = extended(this.seen);
    const { seen } = this;
    for (let i = 0; i < codes.length; i++) seen[codes[i]]++;
    return most;
  }

  /** Number of code points that were counted. */
  get length(): number {
    return this.total;
  }

  /** Exclusive upper bound of the code points that were counted. */
  get codes(): number {
    return this.seen.length;
  }

  /** Returns the symbols that were counted, in the order of the code points. */
  counts(): SymbolCounts {
    const symbols: string[] = [];
    for (let code = 0; code < this.seen.length; code++) {
      if (this.seen[code] > 0) symbols.push(String.fromCodePoint(code));
    }
    return { symbols, counts: this.seen.filter(count => count > 0) };
  }
}

/**
 * Counts bytes in pairs, which takes half as many increments. Two tables are used in turn: if the same pair
 * occurs twice in succession, the second increment does not have to wait for the first.
 */
class BytePairs {
  private readonly even = new Int32Array(1 << 16);
  private readonly odd = new Int32Array(1 << 16);

  /** Adds to `counts` the number of times that each byte occurs. */
  count(bytes: Uint8Array, counts: Float64Array): void {
    const { even, odd } = this;
    const whole = bytes.length - (bytes.length % 4);
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice(0, whole);
    const pairs = new Uint16Array(aligned.buffer, aligned.byteOffset, whole / 2);
    for (let i = 0; i < pairs.length; i += 2) {
      even[pairs[i]]++;
      odd[pairs[i + 1]]++;
    }
    for (let pair = 0; pair < even.length; pair++) {
      const count = even[pair] + odd[pair];
      if (count === 0) continue;
      counts[pair & 0xff] += count;
      counts[pair >> 8] += count;
    }
    even.fill(0);
    odd.fill(0);
    for (let i = whole; i < bytes.length; i++) counts[bytes[i]]++;
  }
}

function largest(codes: Int32Array): number {
  let most = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] > most) most = codes[i];
  return most;
}

/** Returns a copy of the counts that has an entry for every Unicode code point. */
function extended(counts: Float64Array): Float64Array<ArrayBuffer> {
  const all = new Float64Array(CODES);
  all.set(counts);
  return all;
}
