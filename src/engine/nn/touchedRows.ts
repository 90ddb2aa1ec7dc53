import type { Arena, Tensor } from '../core/tensor';

/**
 * Maximum number of untouched rows between two ranges that are joined into one. Visiting a few zero rows
 * takes less time than another call.
 */
const GAP = 2;

/**
 * The rows of a gradient that a backward pass may have changed. All other rows are zero, so updates can skip
 * them. A bias has only one row; for a bias, elements are recorded instead.
 */
export class TouchedRows {
  /**
   * One mark per row. Allocated when the first row is added, because a network that is only planned or used
   * for scoring does not need it.
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

  /** Calls `visitRange` for each range of recorded rows, in ascending order. Close ranges are joined. */
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

/** Returns the same rows (or elements) of any tensor that has the parameter's shape. */
export type TensorRange = (whole: Tensor) => Tensor;

/** Visits all parts of a parameter whose gradient may be nonzero. */
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
