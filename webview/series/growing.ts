/** Numbers that come one after the other. */
export class Growing {
  private buffer = new Float64Array(512);
  private count = 0;

  get values(): Float64Array {
    return this.buffer.subarray(0, this.count);
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if (this.count === this.buffer.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.count++] = value;
  }

  clear(): void {
    this.count = 0;
  }
}
