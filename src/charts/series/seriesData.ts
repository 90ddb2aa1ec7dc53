import type { CurveData } from '../plot/content';
import { type AxisScale, nowhere, type Range } from '../plot/scale';
import { firstAbove } from './search';
import type { Series } from './series';

/** A series as a curve. `unit` converts its values; it must be monotonically increasing. */
export class SeriesData implements CurveData {
  constructor(
    private readonly series: Series,
    private readonly unit: (value: number) => number = same,
    private readonly error?: {
      readonly series: Series;
      readonly unit: (value: number, error: number) => number;
    },
  ) {}

  extent(positive: boolean): Range {
    const { x } = this.series;
    const first = positive ? firstAbove(x, 0) : 0;
    return first < x.length ? { min: x[first], max: x[x.length - 1] } : nowhere;
  }

  points(scale: AxisScale): readonly number[] {
    const points = this.series.points(scale);
    return this.unit === same ? points : points.map((value, i) => (i % 2 === 0 ? value : this.unit(value)));
  }

  at(x: number): number {
    const row = this.series.rowAt(x);
    return row < 0 ? Number.NaN : this.unit(this.series.y[row]);
  }

  errorAt(x: number): number {
    const row = this.series.rowAt(x);
    if (row < 0 || !this.error) return Number.NaN;
    return this.error.unit(this.series.y[row], this.error.series.y[row]);
  }
}

const same = (value: number) => value;
