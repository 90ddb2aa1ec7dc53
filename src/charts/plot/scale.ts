/** A range of values, ends included. It is empty if min > max. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Converts values to pixels and back, on a linear or logarithmic scale. */
export class AxisScale {
  private readonly low: number;
  private readonly factor: number;

  constructor(
    readonly range: Range,
    /** `from` and `to`: the positions of the range's minimum and maximum, in pixels. */
    readonly from: number,
    readonly to: number,
    readonly logarithmic: boolean,
  ) {
    this.low = this.forward(range.min);
    const span = this.forward(range.max) - this.low;
    this.factor = span > 0 ? (to - from) / span : 0;
  }

  /** Identifies the scale in caches: two scales are equal if their keys are equal. */
  get key(): string {
    const { range, from, to, logarithmic } = this;
    return [range.min, range.max, from, to, logarithmic].join();
  }

  pixel(value: number): number {
    return this.from + (this.forward(value) - this.low) * this.factor;
  }

  value(pixel: number): number {
    const transformed = this.low + (this.factor === 0 ? 0 : (pixel - this.from) / this.factor);
    return this.logarithmic ? 10 ** transformed : transformed;
  }

  private forward(value: number): number {
    return this.logarithmic ? Math.log10(value) : value;
  }
}

/**
 * Extends a range by a margin, so that no point lies on the frame of the plot. The result is never empty.
 * `decades` is the minimum number of decades that a logarithmic range spans.
 */
export function withMargin({ min, max }: Range, logarithmic: boolean, decades = 0): Range {
  if (!(min <= max)) return logarithmic ? { min: 1, max: 10 } : { min: 0, max: 1 };
  if (logarithmic) {
    const [low, high] = [Math.log10(min), Math.log10(max)];
    const missing = Math.max(0, decades - (high - low));
    const room = 0.04 * Math.max(high - low, decades, 0.1);
    return { min: 10 ** (low - missing - room), max: 10 ** (high + room) };
  }
  // Also true for a constant curve whose values differ by rounding errors of smoothing.
  const isFlat = max - min <= 1e-9 * Math.abs(max);
  const room = isFlat ? Math.abs(max) * 0.1 || 1 : 0.05 * (max - min);
  const lowest = min - room;
  return { min: min >= 0 && lowest < 0 ? 0 : lowest, max: max + room };
}

/** Returns the smallest range that contains both ranges. */
export function union(a: Range, b: Range): Range {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

/** The empty range, with which unions of ranges begin. */
export const emptyRange: Range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
