import type { MetricsBlock } from '../../protocol/run';

/** Number of rows that are copied from a block into the columns at a time. */
const TILE = 256;

/** Columns of numbers by name. Unknown columns are empty. */
export interface Columns {
  column(name: string): Float64Array;
}

/**
 * The metrics of a run by column. Rows are appended in order of `iteration`: a row replaces all rows of the
 * same or a later iteration, because a resumed run repeats the iterations after its checkpoint.
 */
export class Table implements Columns {
  private columns = new Map<string, Float64Array>();
  private count = 0;
  private cuts = 0;

  get rows(): number {
    return this.count;
  }

  /**
   * Number of times that rows were removed. When it changes, data derived from the rows must be computed
   * again.
   */
  get generation(): number {
    return this.cuts;
  }

  get names(): readonly string[] {
    return [...this.columns.keys()];
  }

  /** Returns the values of a column; empty for an unknown column. */
  column(name: string): Float64Array {
    return (this.columns.get(name) ?? new Float64Array()).subarray(0, this.count);
  }

  last(name: string): number {
    return this.columns.get(name)?.[this.count - 1] ?? Number.NaN;
  }

  append({ columns, values }: MetricsBlock): void {
    const width = columns.length;
    const added = width > 0 ? values.length / width : 0;
    if (added === 0) return;
    const names = new Set([...this.columns.keys(), ...columns]);
    const targets = [...names].map(name => ({
      target: this.reserve(name, this.count + added),
      at: columns.indexOf(name),
    }));
    const iteration = columns.indexOf('iteration');
    const iterations = this.reserve('iteration', this.count + added);
    if (this.continues(values, width, iteration)) {
      // Copies column by column, in groups of rows that fit into the processor's cache.
      for (let start = 0; start < added; start += TILE) {
        const end = Math.min(added, start + TILE);
        for (const { target, at } of targets) {
          if (at < 0) target.fill(Number.NaN, this.count + start, this.count + end);
          else for (let row = start; row < end; row++) target[this.count + row] = values[row * width + at];
        }
      }
      this.count += added;
      return;
    }
    for (let row = 0; row < added; row++) {
      this.cut(iterations, values[row * width + iteration]);
      for (const { target, at } of targets)
        target[this.count] = at < 0 ? Number.NaN : values[row * width + at];
      this.count++;
    }
  }

  /**
   * Returns whether the iterations of a block of rows increase, and all are later than the iteration of the
   * table's last row.
   */
  private continues(values: Float64Array, width: number, iteration: number): boolean {
    let last = this.count > 0 ? this.last('iteration') : Number.NEGATIVE_INFINITY;
    for (let at = iteration; at < values.length; at += width) {
      if (!(values[at] > last)) return false;
      last = values[at];
    }
    return true;
  }

  /** Removes the rows whose iteration is at least `from`. */
  private cut(iterations: Float64Array, from: number): void {
    const before = this.count;
    while (this.count > 0 && iterations[this.count - 1] >= from) this.count--;
    if (this.count < before) this.cuts++;
  }

  private reserve(name: string, rows: number): Float64Array {
    const old = this.columns.get(name);
    if (old && old.length >= rows) return old;
    const larger = new Float64Array(Math.max(old ? 2 * old.length : 512, Math.ceil(1.25 * rows)));
    if (old) larger.set(old.subarray(0, this.count));
    // A new column has no values in the rows before this block.
    else larger.fill(Number.NaN, 0, this.count);
    this.columns.set(name, larger);
    return larger;
  }
}
