/** An array of numbers to which numbers can be appended without copying all of them each time. */
export class GrowingArray {
  private buffer = new Float64Array(64);
  private count = 0;

  get values(): Float64Array {
    return this.buffer.subarray(0, this.count);
  }

  get length(): number {
    return this.count;
  }

  /**
   * The buffer, in which the values are followed by unused space. Reading it is faster than `values`, which
   * creates a view.
   */
  get memory(): Float64Array {
    return this.buffer;
  }

  push(value: number): void {
    this.extend(this.count + 1)[this.count - 1] = value;
  }

  /** Extends the array to `length`. The caller fills the new elements of the returned buffer. */
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
