import type { CurveData } from '../plot/content';
import { emptyRange, type Range } from '../plot/scale';

/**
 * Factors. NEAR: how close x must be to a point for the readout to show the point. MARGIN: how far the axis extends on both
 * sides of a point.
 */
const [NEAR, MARGIN] = [1.05, 1.15];

/** One point, or a vertical line of two points at the same x. */
export class PointData implements CurveData {
  constructor(
    private readonly x: number,
    private readonly values: readonly number[],
  ) {}

  extent(positive: boolean): Range {
    return positive && this.x <= 0 ? emptyRange : { min: this.x / MARGIN, max: this.x * MARGIN };
  }

  points(): number[] {
    return this.values.flatMap(value => [this.x, value]);
  }

  at(x: number): number {
    const isNear = x < this.x * NEAR && x * NEAR > this.x;
    return isNear ? this.values[0] : Number.NaN;
  }
}
