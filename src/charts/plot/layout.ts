import type { Axis, PlotContent } from './content';
import { AxisScale, nowhere, type Range, roomy, union } from './scale';
import type { Box } from './scene';
import { ticksOf } from './ticks';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Positions and scales of everything in a plot. */
export interface Layout {
  readonly box: Box;
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** The points and the band of each curve, in values. */
  readonly points: readonly (readonly number[])[];
  readonly bands: readonly (readonly number[])[];
}

/** Minimum distance between two numbers along each axis, in pixels. */
const room = { x: 64, y: 30 };
const margin = { top: 8, right: 12, bottom: 22 };

/**
 * Computes the layout of a plot for the part `zoom` of its x axis, or all of it. `measure` returns the width
 * of a text.
 */
export function computeLayout(
  content: PlotContent,
  { width, height }: Size,
  zoom: Range | undefined,
  measure: (text: string) => number,
): Layout {
  const across = zoom ?? extentOf(content);
  const right = width - margin.right;
  // The width of the numbers sets the left edge. The reduced points hardly depend on it, so an estimate is
  // used.
  const rough = new AxisScale(across, 40, right, content.x.logarithmic);
  const points = content.curves.map(({ data }) => data.points(rough));
  const bands = content.curves.map(({ data }) => data.band?.(rough) ?? []);
  const y = new AxisScale(
    rangeOf(content, points, bands, across),
    height - margin.bottom,
    margin.top,
    content.y.logarithmic,
  );
  const yTicks = ticksOf(y, content.y.kind, room.y);
  const left = Math.ceil(Math.max(...yTicks.map(tick => measure(content.y.brief(tick))), 12)) + 10;
  const x = new AxisScale(across, left, right, content.x.logarithmic);
  const box = { left, top: margin.top, right, bottom: height - margin.bottom };
  return { box, x, y, xTicks: ticksOf(x, content.x.kind, room.x), yTicks, points, bands };
}

/** The whole range of the x axis. */
export function extentOf({ curves, x }: PlotContent): Range {
  const extent = curves.map(({ data }) => data.extent(x.logarithmic)).reduce(union, nowhere);
  if (!(extent.min <= extent.max)) return x.logarithmic ? { min: 1, max: 10 } : { min: 0, max: 1 };
  if (extent.min < extent.max) return extent;
  return x.logarithmic ? { min: extent.min, max: extent.min * 10 } : { min: extent.min, max: extent.min + 1 };
}

/** The range of y for the visible part of x. */
function rangeOf(
  { y, rules, curves }: PlotContent,
  points: Layout['points'],
  bands: Layout['bands'],
  across: Range,
): Range {
  const visible = points.map(of => pointRange(of, y, across));
  const isRaw = (i: number) => curves[i].style === 'raw';
  const main = [...visible.filter((_, i) => !isRaw(i)), ...bands.map(of => bandRange(of, y))];
  const raw = visible.filter((_, i) => isRaw(i));
  let drawn = withRaw(main.reduce(union, nowhere), raw.reduce(union, nowhere), y);
  if (!(drawn.min <= drawn.max)) drawn = points.map(of => pointRange(of, y)).reduce(union, nowhere);
  // A rule far from all curves would squeeze them, so only near ones are included.
  const near = rules.filter(({ value }) => isNear(value, drawn, y));
  return roomy(
    near.map(({ value }) => ({ min: value, max: value })).reduce(union, drawn),
    y.logarithmic,
    y.decades,
  );
}

/**
 * Outliers of a raw trace would squeeze the smoothed curve. So the raw range is limited to twice the smoothed
 * range beyond it.
 */
function withRaw(main: Range, raw: Range, { logarithmic }: Axis): Range {
  if (logarithmic || !(main.min <= main.max)) return union(main, raw);
  const room = 2 * (main.max - main.min);
  return {
    min: Math.min(main.min, Math.max(raw.min, main.min - room)),
    max: Math.max(main.max, Math.min(raw.max, main.max + room)),
  };
}

function pointRange(points: readonly number[], axis: Axis, across?: Range): Range {
  let range = nowhere;
  for (let i = 0; i < points.length; i += 2) {
    if (across && (points[i] < across.min || points[i] > across.max)) continue;
    range = widened(range, points[i + 1], axis);
  }
  return range;
}

function bandRange(band: readonly number[], axis: Axis): Range {
  let range = nowhere;
  for (let i = 0; i < band.length; i += 3)
    range = widened(widened(range, band[i + 1], axis), band[i + 2], axis);
  return range;
}

function widened(range: Range, value: number, { logarithmic }: Axis): Range {
  if (!Number.isFinite(value) || (logarithmic && value <= 0)) return range;
  if (value >= range.min && value <= range.max) return range;
  return { min: Math.min(range.min, value), max: Math.max(range.max, value) };
}

function isNear(value: number, { min, max }: Range, { logarithmic }: Axis): boolean {
  if (logarithmic) return value > 0 && value >= min / 20 && value <= max * 20;
  return value >= min - 2 * (max - min) && value <= max + 2 * (max - min);
}
