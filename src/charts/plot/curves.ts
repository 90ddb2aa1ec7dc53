import type { Curve, PlotContent } from './content';
import { DOT, labelShapes, WHISKER } from './dotLabels';
import type { Layout } from './layout';
import type { Box, Shape } from './scene';

/** Opacity of unsmoothed values, which are drawn behind the smoothed curve. */
const RAW = 0.25;
/**
 * Width in pixels of the line along the edge of the plot that marks where a curve is above or below the range
 * of y.
 */
const EDGE = 4;

/** Returns the shapes of all curves, from back to front. */
export function curves(content: PlotContent, layout: Layout): Shape[] {
  const order = [...content.curves.entries()].sort(([, a], [, b]) => depthOf(a) - depthOf(b));
  return order.flatMap(([i, curve]) => shapesOf(curve, i, layout));
}

/**
 * Returns a number by which curves are ordered from back to front: raw and faded ones first, highlighted ones
 * last.
 */
function depthOf({ style, emphasis }: Curve): number {
  if (style === 'raw') return emphasis === 'faded' ? -2 : -1;
  return emphasis === 'faded' ? 0 : emphasis === 'strong' ? 2 : 1;
}

function shapesOf(curve: Curve, index: number, layout: Layout): Shape[] {
  const { pen, style, emphasis } = curve;
  const { color, dash } = pen;
  const pieces = inPixels(layout.points[index], layout);
  const shade = emphasis === 'faded' ? 0.2 : 1;
  const edges = layout.marksOutside ? pieces.flatMap(points => edgesOf(points, layout.box)) : [];
  const along = (opacity: number) =>
    edges.map((points): Shape => ({ kind: 'line', points, color, width: EDGE, opacity }));
  if (style === 'raw') {
    const opacity = RAW * shade;
    const traces = pieces.map(points => lineOf(points, layout.box, { color, width: 1, opacity }));
    return [...traces, ...along(opacity)];
  }
  if (style === 'labelled') {
    const dots = pieces.map((points): Shape => ({ kind: 'dots', points, color, radius: DOT }));
    const labels = layout.labels.filter(label => label.curve === index);
    const texts = labels.flatMap(label => labelShapes(label, color));
    return [...whiskersOf(layout.bands[index], color, layout), ...dots, ...texts];
  }
  const width = emphasis === 'strong' ? 3 : 1.75;
  const isMarked = style === 'marked' && hasRoom(pieces.flat(), layout.box);
  const shapes = pieces.flatMap((points): Shape[] => {
    const line = lineOf(points, layout.box, { color, width, opacity: shade, ...(dash && { dash }) });
    const dots = { kind: 'dots', points, color, radius: 2.5, opacity: shade } as const;
    return isMarked || points.length === 2 ? [line, dots] : [line];
  });
  return [...bandOf(layout.bands[index], color, shade, layout), ...shapes, ...along(shade)];
}

/** Returns a vertical line with two short ends for each interval of a band. */
function whiskersOf(band: readonly number[], color: string, { x, y }: Layout): Shape[] {
  return Array.from({ length: band.length / 3 }, (_, i): Shape => {
    const [at, low, high] = [x.pixel(band[3 * i]), y.pixel(band[3 * i + 1]), y.pixel(band[3 * i + 2])];
    const [left, right] = [at - WHISKER, at + WHISKER];
    const points = [...[left, low, right, low, at, low], ...[at, high, left, high, right, high]];
    return { kind: 'line', points, color, width: 1.5 };
  });
}

/**
 * Returns lines along the upper and lower edge of the plot, where the curve is above or below the plot. Each
 * line is x, y, x, y in pixels.
 */
function edgesOf(points: readonly number[], { top, bottom }: Box): number[][] {
  const edges: number[][] = [];
  let side = 0;
  for (let i = 0; i < points.length; i += 2) {
    const now = points[i + 1] < top ? top : points[i + 1] > bottom ? bottom : 0;
    const edge = edges[edges.length - 1];
    if (now !== 0 && now === side) edge[2] = points[i] + 1;
    else if (now !== 0) edges.push([points[i] - 1, now, points[i] + 1, now]);
    side = now;
  }
  return edges;
}

type LineStyle = Pick<Extract<Shape, { kind: 'line' }>, 'color' | 'width' | 'opacity' | 'dash'>;

function lineOf(points: readonly number[], { left, right }: Box, style: LineStyle): Shape {
  const isDense = points.length > 2.5 * (right - left) && !style.dash;
  if (!isDense) return { kind: 'line', points, ...style };
  const { color, opacity = 1, width } = style;
  return { kind: 'columns', points: dense(points, width), color, opacity };
}

/**
 * Converts a line with several points per pixel column to one vertical bar per column. The bars look the same
 * and are drawn much faster.
 */
function dense(points: readonly number[], width: number): number[] {
  const spans: number[] = [];
  const half = width / 2;
  let last = points[1];
  for (let i = 0; i < points.length; ) {
    const column = Math.floor(points[i]);
    // Each bar starts where the previous bar ended.
    let [top, bottom] = [last, last];
    for (; i < points.length && Math.floor(points[i]) === column; i += 2) {
      last = points[i + 1];
      top = Math.min(top, last);
      bottom = Math.max(bottom, last);
    }
    spans.push(column, top - half, bottom + half);
  }
  return spans;
}

/**
 * Returns the filled shape of a band. Its outline runs along the maxima from left to right, then along the
 * minima back.
 */
function bandOf(band: readonly number[], color: string, shade: number, { x, y }: Layout): Shape[] {
  if (band.length === 0) return [];
  const upper: number[] = [];
  const lower: number[] = [];
  for (let i = 0; i < band.length; i += 3) {
    upper.push(x.pixel(band[i]), y.pixel(band[i + 2]));
    lower.unshift(x.pixel(band[i]), y.pixel(band[i + 1]));
  }
  return [{ kind: 'area', points: [...upper, ...lower], color, opacity: 0.2 * shade }];
}

/**
 * Converts points to pixels, in pieces: a value that is not finite interrupts the line. Values that have no
 * logarithm are omitted on a logarithmic axis.
 */
function inPixels(points: readonly number[], { x, y }: Layout): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    if (!Number.isFinite(points[i + 1])) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
      continue;
    }
    const [across, up] = [x.pixel(points[i]), y.pixel(points[i + 1])];
    if (Number.isFinite(across) && Number.isFinite(up)) piece.push(across, up);
  }
  return piece.length > 0 ? [...pieces, piece] : pieces;
}

/** Returns whether dots at the points would not touch each other. */
const hasRoom = (points: readonly number[], { left, right }: Box) => points.length * 4 < right - left;
