import { type Caption, captionsOf } from './captions';
import { type PlotContent, titleOf } from './content';
import { type DotLabel, dotLabels } from './dotLabels';
import { AxisScale, emptyRange, type Range, union } from './scale';
import type { Box } from './scene';
import { ticksOf, verticalTicks } from './ticks';
import { type Drawn, yRangeOf } from './yRange';

/** A size in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The visible part of a plot. A range that is missing is chosen automatically. */
export interface PlotView {
  readonly x?: Range | undefined;
  readonly y?: Range | undefined;
  /** Whether the automatic range of y includes outliers. */
  readonly all?: boolean;
}

/** Positions and scales of everything in a plot. */
export interface Layout extends Drawn {
  readonly box: Box;
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /**
   * The x position at which the title of the x axis begins, to the right of the axis's numbers, in pixels.
   */
  readonly xTitle: number;
  /** The texts above the plot's area. */
  readonly captions: readonly Caption[];
  /** The labels of the dots of labelled curves. */
  readonly labels: readonly DotLabel[];
  /** Whether lines along the edge of the plot mark where curves are outside the range of y. */
  readonly marksOutside: boolean;
}

/** Minimum distance between two numbers along each axis, in pixels. */
const room = { x: 64, y: 30 };
const margin = { right: 12, bottom: 22 };

/** Computes the layout of the visible part of a plot. `measure` returns the width of a text in pixels. */
export function computeLayout(
  content: PlotContent,
  { width, height }: Size,
  view: PlotView,
  measure: (text: string) => number,
): Layout {
  const across = view.x ?? extentOf(content);
  const right = width - margin.right;
  // The left edge depends on the width of the numbers on the y axis. These depend on the range of the points,
  // and the points depend slightly on the left edge. So the points are computed with an estimate of the left
  // edge.
  const rough = new AxisScale(across, 40, right, content.x.logarithmic);
  const points = content.curves.map(({ data }) => data.points(rough));
  const bands = content.curves.map(({ data }) => data.band?.(rough) ?? []);
  const found = view.y ? { range: view.y } : yRangeOf(content, { points, bands }, across, view.all ?? false);
  const { captions, height: top } = captionsOf(content, found, width, measure);
  const bottom = height - margin.bottom;
  const y = new AxisScale(found.range, bottom, top, content.y.logarithmic);
  const yTicks = verticalTicks(y, content.y.kind, content.y.room ?? room.y);
  const left = Math.ceil(Math.max(...yTicks.map(tick => measure(content.y.brief(tick))), 12)) + 10;
  const x = new AxisScale(across, left, right, content.x.logarithmic);
  const box = { left, top, right, bottom };
  return {
    box,
    x,
    y,
    xTicks: ticksOf(x, content.x.kind, content.x.room ?? room.x),
    yTicks,
    points,
    bands,
    xTitle: width - 2 - measure(titleOf(content.x)),
    captions,
    labels: dotLabels(content, { points, bands }, { x, y, box }, measure),
    marksOutside: content.outside !== undefined && view.y === undefined,
  };
}

/** Returns the range of the x axis that contains all curves. */
export function extentOf({ curves, x }: PlotContent): Range {
  const extent = curves.map(({ data }) => data.extent(x.logarithmic)).reduce(union, emptyRange);
  if (!(extent.min <= extent.max)) return x.logarithmic ? { min: 1, max: 10 } : { min: 0, max: 1 };
  if (extent.min < extent.max) return extent;
  return x.logarithmic ? { min: extent.min, max: extent.min * 10 } : { min: extent.min, max: extent.min + 1 };
}
