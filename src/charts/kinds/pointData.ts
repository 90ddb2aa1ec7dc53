import type { Interval } from '../../common/statistics';
import type { CurveData } from '../plot/content';
import { emptyRange, type Range } from '../plot/scale';

/**
 * Factors. NEAR: how close x must be to a point for the readout to show the point. MARGIN: how far the axis extends on both
 * sides of a point.
 */
const [NEAR, MARGIN] = [1.05, 1.15];

/** One point, perhaps with an interval. */
export class PointData implements CurveData {
  constructor(
    private readonly x: number,
    private readonly value: number,
    private readonly interval?: Interval,
  ) {}

  extent(positive: boolean): Range {
    return positive && this.x <= 0 ? emptyRange : { min: this.x / MARGIN, max: this.x * MARGIN };
  }

  points(): number[] {
    return [this.x, this.value];
  }

  band(): number[] {
    return this.interval ? [this.x, this.interval.low, this.interval.high] : [];
  }

  at(x: number): number {
    const isNear = x < this.x * NEAR && x * NEAR > this.x;
    return isNear ? this.value : Number.NaN;
  }
}
