import type { CurveData } from '../plot/content';
import { type AxisScale, emptyRange, type Range } from '../plot/scale';
import { firstAbove } from './search';
import type { Series } from './series';

interface SeriesDataOptions {
  /**
   * Converts a value to the unit of the plot. Must be monotonically increasing, because minima and maxima are
   * found before the conversion.
   */
  readonly unit?: (value: number) => number;
  readonly error?: { readonly series: Series; readonly unit: (value: number, error: number) => number };
  /** The current value and its standard error, if known. They are newer than the last row of the series. */
  readonly now?: { readonly value: number; readonly error?: number };
}

/** A series as a curve. */
export class SeriesData implements CurveData {
  private readonly unit: (value: number) => number;

  constructor(
    private readonly series: Series,
    private readonly options: SeriesDataOptions = {},
  ) {
    this.unit = options.unit ?? same;
  }

  extent(positive: boolean): Range {
    const { x } = this.series;
    const first = positive ? firstAbove(x, 0) : 0;
    return first < x.length ? { min: x[first], max: x[x.length - 1] } : emptyRange;
  }

  points(scale: AxisScale): readonly number[] {
    const points = this.series.points(scale);
    return this.unit === same ? points : points.map((value, i) => (i % 2 === 0 ? value : this.unit(value)));
  }

  /** Returns the value at x. For infinite x, returns the current value. */
  at(x: number): number {
    const row = this.series.rowAt(x);
    if (row < 0) return Number.NaN;
    return this.unit(this.nowAt(x)?.value ?? this.series.y[row]);
  }

  errorAt(x: number): number {
    const row = this.series.rowAt(x);
    const { error } = this.options;
    if (row < 0 || !error) return Number.NaN;
    const now = this.nowAt(x);
    if (now) return error.unit(now.value, now.error ?? Number.NaN);
    return error.unit(this.series.y[row], error.series.y[row]);
  }

  private nowAt(x: number) {
    return x === Number.POSITIVE_INFINITY ? this.options.now : undefined;
  }
}

const same = (value: number) => value;
