import type { CurveData } from '../plot/content';
import { emptyRange, type Range } from '../plot/scale';

/** How close, as a factor, x must be to a point for the readout to show the point. */
const NEAR = 1.05;

/** One point, or a vertical line of two points at the same x. */
export class PointData implements CurveData {
  constructor(
    private readonly x: number,
    private readonly values: readonly number[],
  ) {}

  extent(positive: boolean): Range {
    return positive && this.x <= 0 ? emptyRange : { min: this.x, max: this.x };
  }

  points(): number[] {
    return this.values.flatMap(value => [this.x, value]);
  }

  at(x: number): number {
    const isNear = x < this.x * NEAR && x * NEAR > this.x;
    return isNear ? this.values[0] : Number.NaN;
  }
}
