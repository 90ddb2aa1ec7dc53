import type { Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';

/** Maximum number of cells of a box. A layer with more units shows means of neighbouring units. */
export const CELLS = 48;

/** The place and size of a cell, in pixels. */
export interface CellPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The colours of values above 0 (red) and below 0 (blue), as in the heatmap. */
export const signColors = ({ lines }: PlotTheme) => ({
  positive: lines[3 % lines.length],
  negative: lines[0],
});

/** Returns a rectangle whose colour is the sign of a value, and whose opacity is its share of the largest size. */
export function cell(
  { left, top, width, height }: CellPlace,
  value: number,
  most: number,
  theme: PlotTheme,
): Shape {
  const { positive, negative } = signColors(theme);
  const share = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
  return {
    kind: 'area',
    points: [left, top, left + width, top, left + width, top + height, left, top + height],
    color: value < 0 ? negative : positive,
    opacity: Number.isFinite(share) ? share : 0,
  };
}

/** Width and height of a legend in pixels, with its labels. */
export const LEGEND = { width: 154, height: 30 };
/** Number of cells of a legend on each side of 0. */
const STEPS = 5;

/** Returns the scale of signed cells: cells from the largest value below 0 to the largest above 0, with labels at both ends. */
export function signedLegend(
  { left, top }: Pick<CellPlace, 'left' | 'top'>,
  [lowest, highest]: readonly [string, string],
  theme: PlotTheme,
): Shape[] {
  const [width, height] = [LEGEND.width / (2 * STEPS + 1), 10];
  const label = (text: string, x: number, align: 'start' | 'middle' | 'end'): Shape => ({
    ...{ kind: 'text', text, x, align, y: top + height + FONT_SIZE + 2 },
    ...{ color: theme.secondary, size: FONT_SIZE },
  });
  return [
    ...Array.from({ length: 2 * STEPS + 1 }, (_, i) =>
      cell({ left: left + i * width, top, width, height }, i - STEPS, STEPS, theme),
    ),
    outline({ left, top, width: LEGEND.width, height }, theme.secondary),
    label(lowest, left, 'start'),
    label('0', left + LEGEND.width / 2, 'middle'),
    label(highest, left + LEGEND.width, 'end'),
  ];
}

/** Returns the outline of a rectangle. */
export function outline({ left, top, width, height }: CellPlace, color: string): Shape {
  const [right, bottom] = [left + width, top + height];
  return {
    kind: 'line',
    points: [left, top, right, top, right, bottom, left, bottom, left, top],
    color,
    width: 1,
  };
}

/** Returns the means of blocks of values, if there are more than `most`. All blocks have the same size, except the last. */
export function blockMeans(
  values: ArrayLike<number>,
  most: number,
): { readonly means: number[]; readonly block: number } {
  const block = Math.ceil(values.length / most);
  const means = Array.from({ length: Math.ceil(values.length / block) }, (_, i) => {
    const count = Math.min(block, values.length - i * block);
    let sum = 0;
    for (let k = 0; k < count; k++) sum += values[i * block + k];
    return sum / count;
  });
  return { means, block };
}
