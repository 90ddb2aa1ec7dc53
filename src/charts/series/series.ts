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
   * The columns of y. Several columns of norms are combined to the norm of all: the root of the sum of
   * squares.
   */
  readonly columns: readonly string[];
  /** Weight of the past in exponential smoothing; 0 for none. */
  readonly smoothing: number;
  /**
   * Whether a row without a finite value interrupts the line; false for columns that are measured only in
   * some rows.
   */
  readonly gaps?: boolean;
}

/** Values of y over x, prepared for drawing any part quickly. New rows are added as they arrive. */
export class Series {
  /** Computed values of y, if y is not a column of the source. */
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

  /** Never decreases. */
  get x(): Float64Array {
    return this.rising.values.subarray(0, this.rows);
  }

  /** NaN if nothing was measured. */
  get y(): Float64Array {
    const { isColumn, source, options } = this;
    return isColumn ? source.column(options.columns[0]).subarray(0, this.rows) : this.computed.values;
  }

  /** Adds new rows. */
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

  /** Divides the rows among pixels, as `rowsByPixel` does. */
  pixels(scale: AxisScale): readonly number[] {
    return this.rising.pixels(scale);
  }

  /** The points to draw at this scale. Cached, because several plots draw the same. */
  points(scale: AxisScale): readonly number[] {
    const key = [this.generation, this.rows, scale.key].join();
    if (this.reduced?.key !== key) this.reduced = { key, points: reduce(this, scale) };
    return this.reduced.points;
  }

  /** The minimum and maximum among rows [from, to). */
  extremesBetween(from: number, to: number, y = this.y): Found {
    return this.extremes.between(y, from, to);
  }

  /** Whether the line between two rows is interrupted. */
  hasGap(from: number, to: number): boolean {
    const { values } = this.gaps;
    return values[firstAbove(values, from)] < to;
  }

  /** The row of the last measurement up to x; -1 if there is none. */
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

  /** Whether y is a column of the source, unchanged. */
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

/** Writes the norms of rows [from, to), column by column. */
function addNorms(columns: readonly Float64Array[], norms: Float64Array, from: number, to: number): void {
  norms.fill(0, from, to);
  for (const column of columns) for (let row = from; row < to; row++) norms[row] += column[row] ** 2;
  for (let row = from; row < to; row++) norms[row] = Math.sqrt(norms[row]);
}
