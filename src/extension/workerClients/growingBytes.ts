/** Bytes to which more can be appended. Each is copied a constant number of times on average. */
export class GrowingBytes {
  private bytes: Uint8Array;
  private used: number;

  constructor(start: Uint8Array) {
    this.bytes = start;
    this.used = start.length;
  }

  get length(): number {
    return this.used;
  }

  add(more: Uint8Array): void {
    const length = this.used + more.length;
    if (length > this.bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.bytes.subarray(0, this.used));
      this.bytes = larger;
    }
    this.bytes.set(more, this.used);
    this.used = length;
  }

  copy(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }
}
