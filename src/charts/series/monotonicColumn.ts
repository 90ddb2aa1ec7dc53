import type { AxisScale } from '../plot/scale';
import type { Columns } from '../runs/table';
import { GrowingArray } from './growingArray';
import { rowsByPixel } from './rowsByPixel';

/** Columns whose last rows can be removed. `generation` changes when rows are removed. */
export interface RisingSource extends Columns {
  readonly generation: number;
}

/**
 * The column of the x axis, shared by all series over it. It never decreases: if a row has no value or a
 * lower one, it gets the value of the previous row.
 */
export class MonotonicColumn {
  private readonly buffer = new GrowingArray();
  private last = 0;
  private generation: number;
  private cut: { readonly key: string; readonly pixels: readonly number[] } | undefined;

  constructor(
    private readonly source: RisingSource,
    private readonly column: string,
  ) {
    this.generation = source.generation;
  }

  /** Copies the rows that were added to the source since the last call. */
  update(): void {
    const { source, buffer } = this;
    if (source.generation !== this.generation) {
      this.generation = source.generation;
      this.last = 0;
      buffer.clear();
    }
    const values = source.column(this.column);
    const known = buffer.length;
    const risen = buffer.extend(values.length);
    for (let row = known; row < values.length; row++) {
      // Keeps the previous value if the row has none: the row of a final validation lacks the number of
      // tokens and the time.
      if (values[row] > this.last) this.last = values[row];
      risen[row] = this.last;
    }
  }

  get values(): Float64Array {
    return this.buffer.values;
  }

  /**
   * Returns which rows belong to each pixel, as `rowsByPixel` does. Cached, because several series share this
   * column.
   */
  pixels(scale: AxisScale): readonly number[] {
    const key = [this.generation, this.buffer.length, scale.key].join();
    if (this.cut?.key !== key) this.cut = { key, pixels: rowsByPixel(this.values, scale) };
    return this.cut.pixels;
  }
}
