import type { Axis, PlotContent } from './content';
import { nowhere, type Range, roomy, union } from './scale';

/** The curves' points (x, y, x, y ...) and bands (x, low, high ...), in values. */
export interface Drawn {
  readonly points: readonly (readonly number[])[];
  readonly bands: readonly (readonly number[])[];
}

/** The range of the y axis, and the extremes of what lies outside it. */
export interface YRange {
  readonly range: Range;
  readonly above?: number;
  readonly below?: number;
}

/** The share of a curve's points at either end that may lie outside the range. */
const TAIL = 0.05;
/** Points beyond the others by at most this share of their span still count as inside the range. */
const ROOM = 0.5;
/**
 * The maximum number of points from which the range of a curve is estimated. It is odd: points are minima and
 * maxima in turn.
 */
const SAMPLES = 255;

/**
 * Computes the range of y for the visible part of x. Unless all values are asked for, a few outliers of a
 * curve, such as the loss of an untrained network, do not squeeze the rest.
 */
export function yRangeOf(content: PlotContent, drawn: Drawn, across: Range, all: boolean): YRange {
  const { y, rules, curves } = content;
  const isRaw = (i: number) => curves[i].style === 'raw';
  const visible = drawn.points.map(of => valuesOf(of, y, across));
  const main = visible.filter((_, i) => !isRaw(i));
  const raw = visible.filter((_, i) => isRaw(i));
  const bands = drawn.bands.map(of => extentOf(of.filter((value, i) => i % 3 > 0 && isValue(value, y))));
  const extent = unionOf([...visible.map(extentOf), ...bands]);
  if (!(extent.min <= extent.max)) {
    return { range: padded(unionOf(drawn.points.map(of => extentOf(valuesOf(of, y)))), content) };
  }
  const isRobust = content.outside !== undefined && !all;
  const shown = isRobust
    ? robustRange(
        unionOf([...main.map(extentOf), ...bands]),
        unionOf([...main.map(coreOf), ...bands]),
        raw,
        y,
      )
    : extent;
  // A rule far from all curves would squeeze them, so only near ones are included.
  const near = rules.filter(({ value }) => isNear(value, shown, y));
  const range = padded(unionOf([shown, ...near.map(({ value }) => ({ min: value, max: value }))]), content);
  return {
    range,
    ...(extent.max > range.max && { above: extent.max }),
    ...(extent.min < range.min && { below: extent.min }),
  };
}

const padded = (range: Range, { y }: PlotContent) => roomy(range, y.logarithmic, y.decades);
const unionOf = (ranges: readonly Range[]) => ranges.reduce(union, nowhere);

/** The range of the curves without outliers, extended towards the raw traces by at most a share of its span. */
function robustRange(extent: Range, core: Range, raw: readonly (readonly number[])[], y: Axis): Range {
  const traces = unionOf(raw.map(extentOf));
  if (!(extent.min <= extent.max)) return within(traces, unionOf(raw.map(coreOf)), y);
  const shown = within(extent, core, y);
  return union(shown, within(traces, shown, y));
}

/**
 * The part of `range` that exceeds `core` by at most a share of its span. All of it if the core has no span.
 */
function within(range: Range, core: Range, { logarithmic }: Axis): Range {
  if (!(core.max > core.min)) return range;
  const [to, from] = logarithmic ? [Math.log, Math.exp] : [(v: number) => v, (v: number) => v];
  const room = ROOM * (to(core.max) - to(core.min));
  return {
    min: Math.max(range.min, from(to(core.min) - room)),
    max: Math.min(range.max, from(to(core.max) + room)),
  };
}

/** The range of most of the values, and of the last one. */
function coreOf(values: readonly number[]): Range {
  const stride = Math.ceil(values.length / SAMPLES) | 1; // odd
  const sorted = Float64Array.from(
    { length: Math.ceil(values.length / stride) },
    (_, i) => values[i * stride],
  ).sort();
  if (sorted.length === 0) return nowhere;
  const tail = Math.floor(TAIL * sorted.length);
  const last = values[values.length - 1];
  return union({ min: sorted[tail], max: sorted[sorted.length - 1 - tail] }, { min: last, max: last });
}

/** The values of points that have a place on the axis, in the visible part of x or everywhere. */
function valuesOf(points: readonly number[], axis: Axis, across?: Range): number[] {
  const values: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    if (across && (points[i] < across.min || points[i] > across.max)) continue;
    if (isValue(points[i + 1], axis)) values.push(points[i + 1]);
  }
  return values;
}

function extentOf(values: readonly number[]): Range {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

const isValue = (value: number, { logarithmic }: Axis) =>
  Number.isFinite(value) && !(logarithmic && value <= 0);

function isNear(value: number, { min, max }: Range, { logarithmic }: Axis): boolean {
  if (logarithmic) return value > 0 && value >= min / 20 && value <= max * 20;
  return value >= min - 2 * (max - min) && value <= max + 2 * (max - min);
}
