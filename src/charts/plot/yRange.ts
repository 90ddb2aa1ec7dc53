import type { Axis, PlotContent } from './content';
import { emptyRange, type Range, union, withMargin } from './scale';

/** The points (x, y, x, y ...) and the band (x, low, high ...) of each curve, as values instead of pixels. */
export interface Drawn {
  readonly points: readonly (readonly number[])[];
  readonly bands: readonly (readonly number[])[];
}

/**
 * The range of the y axis. `above` is the highest value above the range, `below` the lowest value below it;
 * each is missing if there is none.
 */
export interface YRange {
  readonly range: Range;
  readonly above?: number;
  readonly below?: number;
}

/**
 * Maximum share of a curve's points that count as outliers among its highest values, and likewise among its
 * lowest values.
 */
const TAIL = 0.05;
/**
 * A point is an outlier only if it lies outside the range of the other points by more than this share of that
 * range's span.
 */
const ROOM = 0.5;
/** Maximum number of a curve's points from which its range is estimated. */
const SAMPLES = 255;

/**
 * Computes the range of y for the visible part of x. Unless `all` is set, the range may exclude a few
 * outliers of a curve, such as the high loss of an untrained network: they would flatten the rest of the
 * curves.
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
  // Leaves out horizontal lines far from all curves, because they would flatten the curves.
  const near = rules.filter(({ value }) => isNear(value, shown, y));
  const range = padded(unionOf([shown, ...near.map(({ value }) => ({ min: value, max: value }))]), content);
  return {
    range,
    ...(extent.max > range.max && { above: extent.max }),
    ...(extent.min < range.min && { below: extent.min }),
  };
}

const padded = (range: Range, { y }: PlotContent) => withMargin(range, y.logarithmic, y.decades);
const unionOf = (ranges: readonly Range[]) => ranges.reduce(union, emptyRange);

/**
 * Returns the range to show: `core` (the curves' range without outliers), extended to include all points and
 * all raw values, but each time by at most `ROOM` of its span. `extent` is the range of all points.
 */
function robustRange(extent: Range, core: Range, raw: readonly (readonly number[])[], y: Axis): Range {
  const traces = unionOf(raw.map(extentOf));
  if (!(extent.min <= extent.max)) return within(traces, unionOf(raw.map(coreOf)), y);
  const shown = within(extent, core, y);
  return union(shown, within(traces, shown, y));
}

/**
 * Limits `range` to `core` plus a margin of `ROOM` times the core's span on each side. Returns `range`
 * unchanged if the core is a single value.
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

/**
 * Returns the range of a curve's values without its highest and its lowest values, a share of `TAIL` each.
 * Extends the range to include the last value.
 */
function coreOf(values: readonly number[]): Range {
  // The stride is odd: minima and maxima alternate in the points, so an even stride would select only minima
  // or only maxima.
  const stride = Math.ceil(values.length / SAMPLES) | 1;
  const sorted = Float64Array.from(
    { length: Math.ceil(values.length / stride) },
    (_, i) => values[i * stride],
  ).sort();
  if (sorted.length === 0) return emptyRange;
  const tail = Math.floor(TAIL * sorted.length);
  const last = values[values.length - 1];
  return union({ min: sorted[tail], max: sorted[sorted.length - 1 - tail] }, { min: last, max: last });
}

/**
 * Returns the y values of the points that the axis can show. With `across`, only points in this range of x.
 */
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
