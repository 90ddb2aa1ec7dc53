import type { CurveData } from '../plot/content';
import { emptyRange, type Range } from '../plot/scale';

/** A curve through a short list of points. Points whose y is NaN are left out. */
export class ListData implements CurveData {
  constructor(
    private readonly x: readonly number[],
    private readonly y: readonly number[],
  ) {}

  extent(positive: boolean): Range {
    const xs = positive ? this.x.filter(x => x > 0) : this.x;
    return xs.length > 0 ? { min: Math.min(...xs), max: Math.max(...xs) } : emptyRange;
  }

  points(): number[] {
    return this.x.flatMap((x, i) => (Number.isNaN(this.y[i]) ? [] : [x, this.y[i]]));
  }

  /**
   * Returns the value at the x of the list that is nearest to `x`. For infinite x, returns the last value.
   */
  at(x: number): number {
    if (x === Number.POSITIVE_INFINITY) return this.y.at(-1) ?? Number.NaN;
    let nearest = 0;
    for (let i = 1; i < this.x.length; i++)
      if (Math.abs(this.x[i] - x) < Math.abs(this.x[nearest] - x)) nearest = i;
    return this.y[nearest] ?? Number.NaN;
  }
}
