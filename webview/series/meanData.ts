import type { CurveData } from '../plot/content';
import { nowhere, type Range, type Scale, union } from '../plot/scale';

/** Pixels between the places at which the mean is taken. */
const STEP = 3;

/** The mean of several curves, with their least and greatest values around it, of those that got that far. */
export class MeanData implements CurveData {
  constructor(private readonly members: readonly CurveData[]) {}

  extent(positive: boolean): Range {
    return this.members.map(member => member.extent(positive)).reduce(union, nowhere);
  }

  points(x: Scale): number[] {
    return this.places(x).flatMap(place => {
      const mean = this.at(place);
      return Number.isNaN(mean) ? [] : [place, mean];
    });
  }

  band(x: Scale): number[] {
    return this.places(x).flatMap(place => {
      const values = this.valuesAt(place);
      return values.length === 0 ? [] : [place, Math.min(...values), Math.max(...values)];
    });
  }

  at(x: number): number {
    const values = this.valuesAt(x);
    return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  /** With x beyond all ends, every member's last value. */
  private valuesAt(x: number): number[] {
    return this.members
      .filter(member => x === Number.POSITIVE_INFINITY || x <= member.extent(false).max)
      .map(member => member.at(x))
      .filter(value => !Number.isNaN(value));
  }

  private places(x: Scale): number[] {
    const { max } = this.extent(x.logarithmic);
    const count = Math.max(1, Math.floor(Math.abs(x.to - x.from) / STEP));
    const places = Array.from({ length: count + 1 }, (_, i) =>
      x.value(x.from + ((x.to - x.from) * i) / count),
    );
    return [...places.filter(place => place < max), Math.min(max, x.range.max)];
  }
}
