import type { CurveData } from '../plot/content';
import { nowhere, type Range, type Scale } from '../plot/scale';
import { reduce } from './reduce';
import { firstAbove } from './search';
import type { Series } from './series';

/** A series as a curve, in the unit that `unit` makes of its values. It must never fall with them. */
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

  points(scale: Scale): number[] {
    const points = reduce(this.series, scale);
    if (this.unit !== same) for (let i = 1; i < points.length; i += 2) points[i] = this.unit(points[i]);
    return points;
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
