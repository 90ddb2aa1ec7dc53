/** Numbers that come one after the other. */
export class Growing {
  private buffer = new Float64Array(64);
  private count = 0;

  get values(): Float64Array {
    return this.buffer.subarray(0, this.count);
  }

  get length(): number {
    return this.count;
  }

  /** The values, and room for more behind them: taken out of it without a view being made. */
  get memory(): Float64Array {
    return this.buffer;
  }

  push(value: number): void {
    this.extend(this.count + 1)[this.count - 1] = value;
  }

  /** Makes it as long as this; whoever asks fills what is new of what is returned. */
  extend(length: number): Float64Array {
    if (length > this.buffer.length) {
      const larger = new Float64Array(Math.max(Math.ceil(1.25 * length), 2 * this.buffer.length));
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.count = length;
    return this.buffer;
  }

  clear(): void {
    this.count = 0;
  }
}
