import type { Interval } from '../../common/statistics';
import type { CurveData } from '../plot/content';
import { emptyRange, type Range } from '../plot/scale';

/** A mean at x, perhaps with its 95 % interval. */
export interface MeanPoint {
  readonly x: number;
  readonly mean: number;
  readonly interval?: Interval;
}

/** A curve through means, with their 95 % intervals as a band. */
export class IntervalData implements CurveData {
  /** `values`: sorted by x. */
  constructor(private readonly values: readonly MeanPoint[]) {}

  extent(positive: boolean): Range {
    const all = this.values.map(({ x }) => x).filter(each => !positive || each > 0);
    return all.length === 0 ? emptyRange : { min: all[0], max: all[all.length - 1] };
  }

  points(): number[] {
    return this.values.flatMap(({ x, mean }) => [x, mean]);
  }

  band(): number[] {
    return this.values.flatMap(({ x, interval }) => (interval ? [x, interval.low, interval.high] : []));
  }

  at(x: number): number {
    return this.before(x)?.mean ?? Number.NaN;
  }

  /** Returns half the width of the 95 % interval at x; NaN if there is no interval. */
  errorAt(x: number): number {
    const interval = this.before(x)?.interval;
    return interval ? (interval.high - interval.low) / 2 : Number.NaN;
  }

  private before(x: number): MeanPoint | undefined {
    return this.values.findLast(each => each.x <= x);
  }
}
