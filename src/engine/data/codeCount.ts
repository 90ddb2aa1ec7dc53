/** Code points of a piece of text. They are in a byte array if all of them are ASCII. */
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
  /**
   * The counts of bytes, in four tables that are used in turn. An increment then does not have to wait for
   * the previous one if the same byte follows.
   */
  private readonly bytes = Array.from({ length: 4 }, () => new Float64Array(256));
  private total = 0;

  /** Counts more code points. Returns an upper bound of their values. */
  add(codes: Codes): number {
    this.total += codes.length;
    if (codes instanceof Uint8Array) {
      this.addBytes(codes);
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

  /** Exclusive upper bound of the code points counted so far. */
  get codes(): number {
    return this.seen.length;
  }

  /** Returns the counts by symbol, in the order of the code points. */
  symbols(): Map<string, number> {
    const totals = this.seen.slice();
    for (const counts of this.bytes)
      counts.forEach((count, byte) => {
        totals[byte] += count;
      });
    const symbols = new Map<string, number>();
    for (let code = 0; code < totals.length; code++) {
      if (totals[code] > 0) symbols.set(String.fromCodePoint(code), totals[code]);
    }
    return symbols;
  }

  private addBytes(codes: Uint8Array): void {
    const [a, b, c, d] = this.bytes;
    const whole = codes.length - (codes.length % 4);
    for (let i = 0; i < whole; i += 4) {
      a[codes[i]]++;
      b[codes[i + 1]]++;
      c[codes[i + 2]]++;
      d[codes[i + 3]]++;
    }
    for (let i = whole; i < codes.length; i++) a[codes[i]]++;
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
