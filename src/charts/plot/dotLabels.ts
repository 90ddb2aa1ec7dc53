import type { PlotContent } from './content';
import { distanceTo, placeLabels } from './placeLabels';
import type { AxisScale } from './scale';
import type { Box, Shape } from './scene';
import { FONT_SIZE } from './theme';
import { truncateText } from './truncateText';
import type { Drawn } from './yRange';

/** In pixels: the radius of a labelled dot, and half the width of the ends of its interval. */
export const [DOT, WHISKER] = [3.5, 4];
/** Minimum distance in pixels at which a line leads from a dot to its label. */
const FAR = 10;
/** Distance in pixels from the top of a label to the line on which its letters are. */
const BASELINE = 10;

/** The place of the label of a dot. */
export interface DotLabel {
  /** The index of the curve. */
  readonly curve: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

interface Scales {
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly box: Box;
}

/** Returns the labels of all dots in the visible part of a plot, at places where they do not overlap. */
export function dotLabels(
  { curves }: PlotContent,
  { points, bands }: Pick<Drawn, 'points' | 'bands'>,
  { x, y, box }: Scales,
  measure: (text: string) => number,
): DotLabel[] {
  const dots = curves.flatMap(({ style, label }, curve) => {
    if (style !== 'labelled') return [];
    const text = truncateText(label, box.right - box.left, measure);
    return pairs(points[curve])
      .map(([across, up]) => ({ curve, text, width: measure(text), x: x.pixel(across), y: y.pixel(up) }))
      .filter(dot => isInside(dot, box));
  });
  const whiskers = curves.flatMap(({ style }, curve) =>
    style === 'labelled' ? whiskersOf(bands[curve], { x, y, box }) : [],
  );
  const obstacles = [...dots.map(around), ...whiskers];
  const places = placeLabels(dots, box, obstacles);
  return dots.flatMap((dot, i) => {
    const place = places[i];
    return place ? [{ ...dot, box: place }] : [];
  });
}

/** Returns the shapes of a label: its text and, if it is far from its dot, a line that leads to the dot. */
export function labelShapes(label: DotLabel, color: string): Shape[] {
  const { text, x, y, box } = label;
  const [left, baseline] = [box.left, box.top + BASELINE];
  const words = { kind: 'text', x: left, y: baseline, text, color, size: FONT_SIZE, align: 'start' } as const;
  if (distanceTo(label, box) < FAR) return [words];
  const nearest = [clamp(x, box.left, box.right), clamp(y, box.top, box.bottom)];
  return [{ kind: 'line', points: [x, y, ...nearest], color, width: 1, opacity: 0.6 }, words];
}

const around = ({ x, y }: { readonly x: number; readonly y: number }): Box => ({
  ...{ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT },
});

function whiskersOf(band: readonly number[], { x, y }: Scales): Box[] {
  return Array.from({ length: band.length / 3 }, (_, i) => {
    const [at, low, high] = [x.pixel(band[3 * i]), y.pixel(band[3 * i + 1]), y.pixel(band[3 * i + 2])];
    return { left: at - WHISKER, right: at + WHISKER, top: high, bottom: low };
  });
}

const pairs = (points: readonly number[]) =>
  Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]] as const);

const isInside = ({ x, y }: { readonly x: number; readonly y: number }, { left, right, top, bottom }: Box) =>
  x >= left && x <= right && y >= top && y <= bottom;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
