/** Ids as they come, in memory that grows: a list of JavaScript's ends at some hundred million numbers, and takes more. */
export class IdList {
  private ids = new Int32Array(1024);
  private length = 0;

  push(id: number): void {
    if (this.length === this.ids.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.ids);
      this.ids = grown;
    }
    this.ids[this.length++] = id;
  }

  /** All of them; the list is of no use any more. */
  take(): Int32Array {
    return this.ids.subarray(0, this.length);
  }
}
