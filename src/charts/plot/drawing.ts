import { type Curve, type PlotContent, titleOf } from './content';
import type { Layout } from './layout';
import type { Box, SceneLayer, Shape } from './scene';
import type { PlotTheme } from './theme';

/** Font size of the numbers along the axes, in pixels. */
export const FONT_SIZE = 11;

/** How strong a raw trace is beside its smoothed curve. */
const RAW = 0.25;
/** The width of a curve along the edge that it has crossed. */
const EDGE = 4;

/** The layers of a plot, from back to front: grid and texts, events, curves, horizontal lines. */
export function draw(content: PlotContent, layout: Layout, theme: PlotTheme): SceneLayer[] {
  const order = [...content.curves.entries()].sort(([, a], [, b]) => depthOf(a) - depthOf(b));
  return [
    { shapes: [...axes(content, layout, theme), ...captions(layout, theme)] },
    { shapes: marks(content, layout), clip: layout.box },
    { shapes: order.flatMap(([i, curve]) => shapesOf(curve, i, layout)), clip: layout.box },
    { shapes: nothing(content, layout, theme) },
    { shapes: rules(content, layout, theme), clip: layout.box },
  ];
}

/** The drawing order of a curve: pale curves at the back, highlighted ones in front. */
function depthOf({ style, emphasis }: Curve): number {
  if (style === 'raw') return emphasis === 'faded' ? -2 : -1;
  return emphasis === 'faded' ? 0 : emphasis === 'strong' ? 2 : 1;
}

function axes(
  { x, y }: PlotContent,
  { box, x: across, y: up, xTicks, yTicks, xTitle }: Layout,
  theme: PlotTheme,
): Shape[] {
  const grid = (points: number[]): Shape => ({ kind: 'line', points, color: theme.grid, width: 1 });
  const number = { kind: 'text', color: theme.text, size: FONT_SIZE } as const;
  const base = box.bottom + 15;
  return [
    ...xTicks.flatMap((tick): Shape[] => {
      const at = crisp(across.pixel(tick));
      const text = x.brief(tick);
      const line = grid([at, box.top, at, box.bottom]);
      // An estimate of half the number's width is enough to leave the axis title its room.
      const isFree = at + 4 * text.length + 6 < xTitle;
      return isFree ? [line, { ...number, x: at, y: base, text, align: 'middle' }] : [line];
    }),
    ...yTicks.flatMap((tick): Shape[] => {
      const at = crisp(up.pixel(tick));
      const text = { ...number, x: box.left - 6, y: at + 4, text: y.brief(tick) };
      return [grid([box.left, at, box.right, at]), { ...text, align: 'end' }];
    }),
    { ...number, color: theme.secondary, x: xTitle, y: base, text: titleOf(x), align: 'start' },
  ];
}

function captions({ captions: all }: Layout, theme: PlotTheme): Shape[] {
  return all.flatMap(({ text, x, y, dash }): Shape[] => {
    const words = { kind: 'text', y, text, size: FONT_SIZE, align: 'start', color: theme.secondary } as const;
    if (dash === 0) return [{ ...words, x }];
    return [dashed([x, y - 4, x + dash, y - 4], theme), { ...words, x: x + dash + 4 }];
  });
}

const dashed = (points: readonly number[], { text: color }: PlotTheme): Shape => {
  return { kind: 'line', points, color, width: 1, dash: [6, 4], opacity: 0.8 };
};

/** Moves a line to the centre of a pixel, so that it covers one pixel instead of two halves. */
const crisp = (pixel: number) => Math.round(pixel) + 0.5;

/** Horizontal lines in front of all curves. */
function rules({ rules: all }: PlotContent, { box, y }: Layout, theme: PlotTheme): Shape[] {
  return all
    .map(({ value }) => y.pixel(value))
    .filter(at => at >= box.top && at <= box.bottom)
    .map(at => dashed([box.left, at, box.right, at], theme));
}

function marks({ marks: all }: PlotContent, { box, x }: Layout): Shape[] {
  return all.flatMap(({ x: value, pen }): Shape[] => {
    const at = x.pixel(value);
    if (!(at >= box.left && at <= box.right)) return [];
    const flag = [at, box.top, at + 7, box.top + 4, at, box.top + 8];
    return [
      { kind: 'line', points: [at, box.top, at, box.bottom], color: pen.color, width: 1, dash: [3, 3] },
      { kind: 'area', points: flag, color: pen.color, opacity: 1 },
    ];
  });
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
  const width = emphasis === 'strong' ? 3 : 1.75;
  const isMarked = style === 'marked' && hasRoom(pieces.flat(), layout.box);
  const shapes = pieces.flatMap((points): Shape[] => {
    const line = lineOf(points, layout.box, { color, width, opacity: shade, ...(dash && { dash }) });
    const dots = { kind: 'dots', points, color, radius: 2.5, opacity: shade } as const;
    return isMarked || points.length === 2 ? [line, dots] : [line];
  });
  return [...bandOf(layout.bands[index], color, shade, layout), ...shapes, ...along(shade)];
}

/** Lines along the upper and lower edge of the plot, where a curve is outside. */
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
 * Converts a line that oscillates within every pixel to one vertical bar per pixel column. This looks the
 * same and is drawn much faster.
 */
function dense(points: readonly number[], width: number): number[] {
  const spans: number[] = [];
  const half = width / 2;
  let last = points[1];
  for (let i = 0; i < points.length; ) {
    const column = Math.floor(points[i]);
    let [top, bottom] = [last, last]; // starts where the previous column ended
    for (; i < points.length && Math.floor(points[i]) === column; i += 2) {
      last = points[i + 1];
      top = Math.min(top, last);
      bottom = Math.max(bottom, last);
    }
    spans.push(column, top - half, bottom + half);
  }
  return spans;
}

/** The area of a band: along the maxima, then back along the minima. */
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
 * Converts points to pixels, in pieces: a value that is not finite interrupts the line. Values that have no logarithm are
 * omitted on a logarithmic axis.
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

/** Says why a logarithmic plot is empty, where there are values. */
function nothing({ y }: PlotContent, { points, bands, box }: Layout, theme: PlotTheme): Shape[] {
  if (!y.logarithmic || y.nothing === undefined) return [];
  const values = points.flatMap(of => of.filter((_, i) => i % 2 === 1)).filter(Number.isFinite);
  const isShown = values.some(value => value > 0) || bands.some(band => band.length > 0);
  if (isShown || values.length === 0) return [];
  const place = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  return [
    { kind: 'text', ...place, text: y.nothing, color: theme.secondary, size: FONT_SIZE, align: 'middle' },
  ];
}

/** Whether dots would not touch each other. */
const hasRoom = (points: readonly number[], { left, right }: Box) => points.length * 4 < right - left;
