/** Distinct n-grams of one length, sorted by their words: a matrix of ids. */
export type SortedRows = Pick<NgramRows, 'words' | 'size' | 'length'>;

/** The n-grams of one length in the order of a file. The file may contain more of them than its header says. */
export class NgramRows {
  size = 0;
  words: Int32Array; // [size, length], the ids of the words of each n-gram
  lines: Int32Array; // [size], the line of each n-gram
  values: Float64Array; // [size, 2], log10 P and log10 of the back-off weight of each n-gram

  constructor(
    readonly length: number,
    count: number,
  ) {
    this.words = new Int32Array(count * length);
    this.lines = new Int32Array(count);
    this.values = new Float64Array(2 * count);
  }

  push(ids: ArrayLike<number>, line: number, logProb: number, backOff: number): void {
    if (this.size === this.lines.length) this.grow();
    const i = this.size++;
    const { words, length } = this;
    for (let k = 0; k < length; k++) words[i * length + k] = ids[k];
    this.lines[i] = line;
    this.values[2 * i] = logProb;
    this.values[2 * i + 1] = backOff;
  }

  /** Returns the n-gram with this index in the file. */
  row(i: number): { ids: Int32Array; line: number; logProb: number; backOff: number } {
    const { words, lines, values, length } = this;
    return {
      ids: words.slice(i * length, (i + 1) * length),
      line: lines[i],
      logProb: values[2 * i],
      backOff: values[2 * i + 1],
    };
  }

  private grow(): void {
    const count = 2 * this.size + 16;
    this.words = copied(this.words, new Int32Array(count * this.length));
    this.lines = copied(this.lines, new Int32Array(count));
    this.values = copied(this.values, new Float64Array(2 * count));
  }
}

function copied<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
