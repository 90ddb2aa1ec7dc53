/** Tokens of a text in order, as columns that grow: a text of a million tokens is four arrays, not a million objects. */
export class Tokens {
  length = 0;
  /** Places in the text, UTF-16 units. */
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** In the model's vocabulary; -1 for a symbol that it has no id for. */
  ids = new Int32Array(0);
  /** ln P(token | history); NaN for tokens that have none. */
  logProbs = new Float64Array(0);

  add(start: number, end: number, id: number): void {
    if (this.length === this.ids.length) this.grow();
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.ids[this.length] = id;
    this.logProbs[this.length++] = Number.NaN;
  }

  /** The first token that ends after `offset`; `length` where none does. */
  firstAfter(offset: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle] > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private grow(): void {
    const size = Math.max(1024, 2 * this.length);
    const grown = <A extends Int32Array | Float64Array>(column: A, larger: A) => {
      larger.set(column);
      return larger;
    };
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.ids = grown(this.ids, new Int32Array(size));
    this.logProbs = grown(this.logProbs, new Float64Array(size));
  }
}
