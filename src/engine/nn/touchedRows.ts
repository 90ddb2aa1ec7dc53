import type { Arena, Tensor } from '../core/tensor';

/**
 * Maximum difference between the indices of two successive recorded rows that are visited as one range. With
 * a difference of 2, there is one unrecorded row between them. Visiting this row of zeros takes less time
 * than another call.
 */
const GAP = 2;

/**
 * The rows of a gradient that a backward pass may have changed. All other rows are zero, so updates can skip
 * them. A bias has only one row; for a bias, elements are recorded instead.
 */
export class TouchedRows {
  /**
   * One mark per row: 1 if the row is in `list`. The marks are allocated when the first row is added, because
   * a network that does not train needs none.
   */
  private marks = new Uint8Array(0);
  private list = new Int32Array(0);
  private count = 0;

  constructor(
    private readonly rows: number,
    readonly width: number,
  ) {}

  add(row: number): void {
    if (this.marks[row] === 1) return;
    if (this.count === this.list.length) this.grow();
    this.marks[row] = 1;
    this.list[this.count++] = row;
  }

  addRange(first: number, count: number): void {
    for (let row = first; row < first + count; row++) this.add(row);
  }

  addEach(rows: Int32Array): void {
    for (const row of rows) this.add(row);
  }

  addAll(): void {
    this.addRange(0, this.rows);
  }

  private grow(): void {
    if (this.marks.length === 0) this.marks = new Uint8Array(this.rows);
    const larger = new Int32Array(Math.max(1024, 2 * this.list.length));
    larger.set(this.list);
    this.list = larger;
  }

  /** Forgets all rows. Must be called only when all elements of the gradient are zero. */
  clear(): void {
    for (let i = 0; i < this.count; i++) this.marks[this.list[i]] = 0;
    this.count = 0;
  }

  /**
   * Calls `visitRange` for each range of recorded rows, in ascending order. Ranges that are close together
   * are joined (see `GAP`).
   */
  visit(visitRange: (first: number, count: number) => void): void {
    const rows = this.list.subarray(0, this.count).sort();
    for (let i = 0; i < rows.length; ) {
      const first = rows[i];
      let last = first;
      while (i < rows.length && rows[i] - last <= GAP) last = rows[i++];
      visitRange(first, last - first + 1);
    }
  }
}

/**
 * Given a tensor of the same shape as a parameter, returns a certain range of its rows (for a bias, of its
 * elements).
 */
export type TensorRange = (whole: Tensor) => Tensor;

/**
 * Calls `visit` for each range of rows of a parameter whose gradient may be nonzero. A dense parameter is
 * visited as a whole.
 */
export function visitTouched(
  arena: Arena,
  { touched }: { readonly touched?: TouchedRows },
  visit: (part: TensorRange) => void,
): void {
  if (!touched) {
    visit(whole => whole);
    return;
  }
  const { width } = touched;
  touched.visit((first, count) => {
    const offset = arena.bytesPerElement * first * width;
    visit(({ pointer }) => ({ pointer: pointer + offset, rows: count, columns: width }));
  });
}
