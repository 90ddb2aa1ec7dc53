import type { CurveData } from '../plot/content';
import { type AxisScale, emptyRange, type Range, union } from '../plot/scale';

/** Distance in pixels between the positions at which the mean is computed. */
const STEP = 3;

/**
 * The mean of several curves, with a band from their minimum to their maximum. The mean at x includes only
 * curves that extend to x.
 */
export class MeanData implements CurveData {
  constructor(private readonly members: readonly CurveData[]) {}

  extent(positive: boolean): Range {
    return this.members.map(member => member.extent(positive)).reduce(union, emptyRange);
  }

  points(x: AxisScale): number[] {
    return this.positions(x).flatMap(position => {
      const mean = this.at(position);
      return Number.isNaN(mean) ? [] : [position, mean];
    });
  }

  band(x: AxisScale): number[] {
    return this.positions(x).flatMap(position => {
      const values = this.valuesAt(position);
      return values.length === 0 ? [] : [position, Math.min(...values), Math.max(...values)];
    });
  }

  at(x: number): number {
    const values = this.valuesAt(x);
    return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  /** Returns the finite values of the curves at x. For infinite x, returns the last value of every curve. */
  private valuesAt(x: number): number[] {
    return this.members
      .filter(member => x === Number.POSITIVE_INFINITY || x <= member.extent(false).max)
      .map(member => member.at(x))
      .filter(Number.isFinite);
  }

  private positions(x: AxisScale): number[] {
    const { max } = this.extent(x.logarithmic);
    const count = Math.max(1, Math.floor(Math.abs(x.to - x.from) / STEP));
    const positions = Array.from({ length: count + 1 }, (_, i) =>
      x.value(x.from + ((x.to - x.from) * i) / count),
    );
    return [...positions.filter(position => position < max), Math.min(max, x.range.max)];
  }
}
