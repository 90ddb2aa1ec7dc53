/** The n-grams of one length in the order of a file. The file may contain more of them than its header says. */
export class NgramRows {
  size = 0;
  words: Int32Array; // [size, length], the ids of the words of each n-gram
  lines: Int32Array; // [size], the line of each n-gram
  logProbs: Float64Array; // [size]
  backOffs: Float64Array; // [size]

  constructor(
    readonly length: number,
    count: number,
  ) {
    this.words = new Int32Array(count * length);
    this.lines = new Int32Array(count);
    this.logProbs = new Float64Array(count);
    this.backOffs = new Float64Array(count);
  }

  push(ids: ArrayLike<number>, line: number, logProb: number, backOff: number): void {
    if (this.size === this.lines.length) this.grow();
    const i = this.size++;
    const { words, length } = this;
    for (let k = 0; k < length; k++) words[i * length + k] = ids[k];
    this.lines[i] = line;
    this.logProbs[i] = logProb;
    this.backOffs[i] = backOff;
  }

  private grow(): void {
    const count = 2 * this.size + 16;
    this.words = copied(this.words, new Int32Array(count * this.length));
    this.lines = copied(this.lines, new Int32Array(count));
    this.logProbs = copied(this.logProbs, new Float64Array(count));
    this.backOffs = copied(this.backOffs, new Float64Array(count));
  }
}

function copied<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
