import { visible } from '../../common/visibleToken';
import type { StateTrajectories } from '../../protocol/inspection';
import type { Size } from '../plot/layout';
import type { Scene, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme, penOf } from '../plot/theme';
import { placeLabels } from '../vectors/mapLabels';

/** Distance between the points and the edges of the picture, in pixels. */
const MARGIN = 24;
/** Radii of the points, and of the first point of each trajectory. */
const [RADIUS, START] = [2.5, 5];

/** Returns the places of the tokens in a picture, in pixels: x, y, x, y ... Both axes have the same scale. */
export function trajectoryPlaces(
  { points }: Pick<StateTrajectories, 'points'>,
  { width, height }: Size,
): number[] {
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2 === 1);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(right - left, Number.EPSILON),
    (height - 2 * MARGIN) / Math.max(top - bottom, Number.EPSILON),
  );
  const center = [(left + right) / 2, (bottom + top) / 2];
  return Array.from(points, (value, i) =>
    i % 2 === 0 ? width / 2 + scale * (value - center[0]) : height / 2 - scale * (value - center[1]),
  );
}

/** Draws a trajectory per line of the text, and the tokens beside their points where there is room. */
export function trajectoryScene(
  all: StateTrajectories,
  size: Size,
  theme: PlotTheme,
  measure: (text: string) => number,
): Scene {
  const places = trajectoryPlaces(all, size);
  const paths = new Map<number, number[]>();
  for (const [i, line] of all.lines.entries())
    paths.set(line, [...(paths.get(line) ?? []), places[2 * i], places[2 * i + 1]]);
  const shapes: Shape[] = [];
  for (const [line, points] of paths) {
    const { color, dash } = penOf(theme, line);
    shapes.push(
      { kind: 'line', points, color, width: 1, opacity: 0.7, ...(dash && { dash }) },
      { kind: 'dots', points, color, radius: RADIUS },
      { kind: 'dots', points: points.slice(0, 2), color, radius: START },
    );
  }
  return {
    ...size,
    font: theme.font,
    background: theme.background,
    layers: [{ shapes }, { shapes: labels(all, places, size, theme, measure) }],
  };
}

/** Returns the tokens as labels that do not overlap. */
function labels(
  { tokens }: StateTrajectories,
  places: readonly number[],
  { width }: Size,
  { text }: PlotTheme,
  measure: (text: string) => number,
): Shape[] {
  const names = tokens.map(token => visible(token.text));
  const points = names.map((_, i) => [i, { x: places[2 * i], y: places[2 * i + 1] }] as const);
  return placeLabels(points, [0, width], i => measure(names[i])).map(({ index, x, y }) => ({
    ...{ kind: 'text', x, y, text: names[index], color: text, size: FONT_SIZE, align: 'start' },
  }));
}
