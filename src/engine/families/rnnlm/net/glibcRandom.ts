/**
 * The random generator `rand()` of glibc: r[i] = r[i - 3] + r[i - 31] mod 2^32, without the lowest bit. The
 * first 31 values come from a linear congruential generator; the next 310 are discarded.
 */
export class GlibcRandom {
  static readonly MAX = 2147483647;
  private readonly r = new Uint32Array(31);
  private at = 3;

  constructor(seed: number) {
    let value = seed | 0 || 1;
    for (let i = 0; i < this.r.length; i++) {
      this.r[i] = value;
      value = 16807 * (value % 127773) - 2836 * Math.trunc(value / 127773);
      if (value < 0) value += GlibcRandom.MAX;
    }
    for (let i = 0; i < 310; i++) this.next();
  }

  /** Returns the next integer, from 0 to `MAX`. */
  next(): number {
    const { r, at } = this;
    r[at] += r[(at + 28) % 31]; // r[i - 3]
    this.at = (at + 1) % 31;
    return r[at] >>> 1;
  }

  /** Returns the next random number, uniform between `from` and `to`. */
  between(from: number, to: number): number {
    return (this.next() / GlibcRandom.MAX) * (to - from) + from;
  }

  skip(count: number): void {
    for (let i = 0; i < count; i++) this.next();
  }
}
