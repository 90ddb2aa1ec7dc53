import type { Size } from '../plot/layout';
import type { SceneLayer, Shape } from '../plot/scene';
import type { Pen, PlotTheme } from '../plot/theme';
import { FONT_SIZE } from '../plot/theme';
import { truncateText } from '../plot/truncateText';
import type { ParallelAxis } from './axis';

/** The line of a run across the axes. */
export interface ParallelLine {
  readonly run: string;
  readonly label: string;
  readonly pen: Pen;
  readonly emphasis: 'strong' | 'faded' | undefined;
  /** The positions of the run's values, one per axis; NaN where the run has no value. */
  readonly places: readonly number[];
}

const margin = { side: 16, top: 26, bottom: 12 };
/** Minimum distance between two axes, in pixels. */
const MIN_GAP = 84;
/** Opacity of axes and ticks. Their contrast with the background is above 3:1 in the default themes. */
const AXIS = 0.6;
const TICK = 4;
/** Distance from an axis to its labels, in pixels. */
const LABEL = TICK + 3;

/** Returns functions that convert an axis's index to x, and a position on an axis to y, in pixels. */
export function frameOf(axes: number, { width, height }: Size) {
  const gap = axes > 1 ? (width - 2 * margin.side) / (axes - 1) : 0;
  return {
    gap,
    across: (axis: number) => (axes > 1 ? margin.side + axis * gap : width / 2),
    up: (place: number) => height - margin.bottom - place * (height - margin.top - margin.bottom),
  };
}

/** Returns the minimum width of a plot with this number of axes, in pixels. */
export const widthFor = (axes: number) => 2 * margin.side + (axes - 1) * MIN_GAP;

/** Draws vertical axes with their titles and ticks, and each run as a line through its values on the axes. */
export function drawParallel(
  axes: readonly ParallelAxis[],
  lines: readonly ParallelLine[],
  size: Size,
  theme: PlotTheme,
  measure: (text: string) => number,
): SceneLayer[] {
  const frame = frameOf(axes.length, size);
  const depth = { faded: 0, strong: 2 };
  const byDepth = [...lines].sort(
    (a, b) => (a.emphasis ? depth[a.emphasis] : 1) - (b.emphasis ? depth[b.emphasis] : 1),
  );
  const upright = axes.map((_, i): Shape => {
    const x = Math.round(frame.across(i)) + 0.5;
    return {
      kind: 'line',
      points: [x, frame.up(0), x, frame.up(1)],
      color: theme.text,
      width: 1,
      opacity: AXIS,
    };
  });
  return [
    { shapes: upright },
    { shapes: byDepth.flatMap(line => lineShapes(line, frame)) },
    {
      shapes: axes.flatMap((axis, i) =>
        axisLabels(axis, { index: i, count: axes.length, frame, theme, measure }),
      ),
    },
  ];
}

type Frame = ReturnType<typeof frameOf>;

/** Returns the shapes of a run's line. The line is interrupted at axes on which the run has no value. */
function lineShapes({ places, pen, emphasis }: ParallelLine, { across, up }: Frame): Shape[] {
  const { color, dash } = pen;
  const opacity = emphasis === 'faded' ? 0.15 : 1;
  const style = { color, opacity, ...(dash && { dash }) };
  const width = emphasis === 'strong' ? 3 : 1.75;
  return places.flatMap((place, i): Shape[] => {
    if (Number.isNaN(place)) return [];
    const [x, y] = [across(i), up(place)];
    const dot: Shape = { kind: 'dots', points: [x, y], radius: 2.5, ...style };
    const next = places[i + 1] ?? Number.NaN;
    if (Number.isNaN(next)) return [dot];
    return [{ kind: 'line', points: [x, y, across(i + 1), up(next)], width, ...style }, dot];
  });
}

interface LabelContext {
  readonly index: number;
  /** Number of axes. */
  readonly count: number;
  readonly frame: Frame;
  readonly theme: PlotTheme;
  readonly measure: (text: string) => number;
}

/**
 * Returns the title and the tick labels of an axis. The last axis has its labels on the left, so it shares
 * the gap before it with the labels of its neighbour. The labels have an opaque ground, so that the lines of
 * runs do not cross them.
 */
function axisLabels(
  { column, ticks }: ParallelAxis,
  { index, count, frame: { across, up, gap }, theme, measure }: LabelContext,
): Shape[] {
  const x = across(index);
  const isLast = index === count - 1 && count > 1;
  const align = index === 0 ? 'start' : isLast ? 'end' : 'middle';
  const room = (align === 'middle' ? 0.95 : 0.5) * gap + (align === 'middle' ? 0 : margin.side);
  const text = { kind: 'text', color: theme.text, size: FONT_SIZE } as const;
  const title = truncateText(nameOf(column), gap > 0 ? room : Number.POSITIVE_INFINITY, measure);
  const sharesGap = count > 1 && index >= count - 2;
  const free = gap > 0 ? (sharesGap ? gap / 2 : gap) - 2 * LABEL : Number.POSITIVE_INFINITY;
  const edge = index === 0 ? 2 : isLast ? x + margin.side - 2 : x;
  return [
    { ...text, x: edge, y: 12, text: title, align, bold: true },
    ...ticks.flatMap(({ place: at, label }): Shape[] => {
      const y = up(at);
      const side = isLast ? -1 : 1;
      const words = truncateText(label, free, measure);
      const width = side * (measure(words) + 2);
      const from = x + side * (TICK + 1);
      const ground = [
        from,
        y - 7,
        from + width + side * 2,
        y - 7,
        from + width + side * 2,
        y + 7,
        from,
        y + 7,
      ];
      return [
        { kind: 'line', points: [x - TICK, y, x + TICK, y], color: theme.text, width: 1, opacity: AXIS },
        { kind: 'area', points: ground, color: theme.background, opacity: 1 },
        { ...text, x: x + side * LABEL, y: y + 4, text: words, align: isLast ? 'end' : 'start' },
      ];
    }),
  ];
}

/** Returns the title of an axis. For a setting, that is the part of its name after the dot. */
const nameOf = ({ kind, label }: ParallelAxis['column']) =>
  kind === 'setting' ? label.slice(label.indexOf('.') + 1) : label;
