import type { AxisScale } from '../plot/scale';
import { Extremes, type Found } from './extremes';
import { GrowingArray } from './growingArray';
import { MonotonicColumn, type RisingSource } from './monotonicColumn';
import { reduce } from './reduce';
import { firstAbove } from './search';
import { Smoother } from './smooth';

/** The columns and the smoothing of a series. */
export interface SeriesOptions {
  /** The column along the x axis. */
  readonly x: string;
  /**
   * The columns from which y is computed. Several columns are norms of parts, which are combined to the norm
   * of the whole: the root of the sum of their squares.
   */
  readonly columns: readonly string[];
  /** The weight of earlier values in exponential smoothing; 0 for no smoothing. */
  readonly smoothing: number;
  /**
   * Whether a row without a finite value interrupts the line. False for columns that have values only in some
   * rows.
   */
  readonly gaps?: boolean;
}

/** Values of y over x, prepared so that any part can be drawn quickly. Rows can be appended. */
export class Series {
  /** The values of y if they are smoothed or combined. Empty if y is a column of the source. */
  private readonly computed = new GrowingArray();
  private readonly extremes = new Extremes();
  /** The rows without a finite value, if they interrupt the line. */
  private readonly gaps = new GrowingArray();
  private rows = 0;
  private smoother: Smoother;
  private generation: number;
  private reduced: { readonly key: string; readonly points: readonly number[] } | undefined;

  constructor(
    private readonly source: RisingSource,
    private readonly options: SeriesOptions,
    private readonly rising = new MonotonicColumn(source, options.x),
  ) {
    this.generation = source.generation;
    this.smoother = new Smoother(options.smoothing);
  }

  /** The values of x, which never decrease. */
  get x(): Float64Array {
    return this.rising.values.subarray(0, this.rows);
  }

  /** The values of y; NaN in rows without a measurement. */
  get y(): Float64Array {
    const { isColumn, source, options } = this;
    return isColumn ? source.column(options.columns[0]).subarray(0, this.rows) : this.computed.values;
  }

  /**
   * Computes y, its extremes and its gaps for the rows that were added to the source since the last call.
   * Starts again if rows of the source were removed.
   */
  update(): void {
    const { source, options, rising, computed } = this;
    if (source.generation !== this.generation) this.restart();
    rising.update();
    const columns = options.columns.map(name => source.column(name));
    const lengths = columns.map(({ length }) => length);
    const rows = columns.length === 0 ? 0 : Math.min(rising.values.length, ...lengths);
    if (rows === this.rows) return;
    if (!this.isColumn) {
      const values = computed.extend(rows);
      if (columns.length > 1) addNorms(columns, values, this.rows, rows);
      this.smoother.smooth(columns.length > 1 ? values : columns[0], values, this.rows, rows);
    }
    const before = this.rows;
    this.rows = rows;
    if (options.gaps) this.findGaps(before);
    this.extremes.grow(this.y);
  }

  /** Returns which rows belong to each pixel, as `rowsByPixel` does. */
  pixels(scale: AxisScale): readonly number[] {
    return this.rising.pixels(scale);
  }

  /**
   * Returns the points to draw at this scale. They are cached, because several plots may draw the same
   * series.
   */
  points(scale: AxisScale): readonly number[] {
    const key = [this.generation, this.rows, scale.key].join();
    if (this.reduced?.key !== key) this.reduced = { key, points: reduce(this, scale) };
    return this.reduced.points;
  }

  /** Returns the minimum and maximum of rows [from, to). */
  extremesBetween(from: number, to: number, y = this.y): Found {
    return this.extremes.between(y, from, to);
  }

  /** Returns whether the line between two rows is interrupted. */
  hasGap(from: number, to: number): boolean {
    const { values } = this.gaps;
    return values[firstAbove(values, from)] < to;
  }

  /** Returns the row of the last measurement up to x; -1 if there is none. */
  rowAt(x: number): number {
    const { y } = this;
    let row = firstAbove(this.x, x) - 1;
    while (row >= 0 && Number.isNaN(y[row])) row--;
    return row;
  }

  private findGaps(from: number): void {
    const { y } = this;
    for (let row = from; row < y.length; row++) if (!Number.isFinite(y[row])) this.gaps.push(row);
  }

  /** Whether y is a column of the source, without smoothing. */
  private get isColumn(): boolean {
    return this.options.smoothing === 0 && this.options.columns.length === 1;
  }

  private restart(): void {
    this.generation = this.source.generation;
    this.smoother = new Smoother(this.options.smoothing);
    this.rows = 0;
    this.computed.clear();
    this.gaps.clear();
    this.extremes.clear();
  }
}

/** Writes the norm of each row in [from, to): the root of the sum of squares over the columns. */
function addNorms(columns: readonly Float64Array[], norms: Float64Array, from: number, to: number): void {
  norms.fill(0, from, to);
  for (const column of columns) for (let row = from; row < to; row++) norms[row] += column[row] ** 2;
  for (let row = from; row < to; row++) norms[row] = Math.sqrt(norms[row]);
}
