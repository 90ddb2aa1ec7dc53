import type { WeightDetail } from '../../protocol/weights';
import type { Scene } from '../plot/scene';
import type { PlotTheme } from '../plot/theme';
import { cell, LEGEND, outline, signedLegend } from './cells';

/** Smallest and largest side of a cell in pixels. */
const [SMALLEST, LARGEST] = [2, 14];
/** Length of the longer side of the picture in pixels, if its cells may have this size. */
const LONG = 480;

/** An entry of a picture, or a block of entries. */
export interface MatrixEntry {
  readonly row: number;
  readonly column: number;
}

/** Space between the cells and the legend, in pixels. */
const GAP = 8;

/** Returns the side of a cell, and the size of the picture with its legend. */
export function matrixSize({ picture: { rows, columns } }: Pick<WeightDetail, 'picture'>) {
  const side = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(LONG / Math.max(rows, columns))));
  return {
    side,
    width: Math.max(side * columns + 2, LEGEND.width + 2),
    height: side * rows + 2 + GAP + LEGEND.height,
  };
}

/**
 * Returns the picture of a matrix: each entry is a cell whose colour is its sign and whose opacity is its size. The legend
 * below it ends at the largest size. `format` writes numbers.
 */
export function matrixScene(
  detail: WeightDetail,
  theme: PlotTheme,
  format: (value: number) => string,
): Scene {
  const { rows, columns, values } = detail.picture;
  const { side, ...size } = matrixSize(detail);
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const cells = Array.from(values, (value, i) => {
    const place = { left: 1 + side * (i % columns), top: 1 + side * Math.floor(i / columns) };
    return cell({ ...place, width: side, height: side }, value, most, theme);
  });
  const frame = outline(
    { left: 0.5, top: 0.5, width: side * columns + 1, height: side * rows + 1 },
    theme.secondary,
  );
  const legend = signedLegend({ left: 1, top: side * rows + 2 + GAP }, [format(-most), format(most)], theme);
  const { font, background } = theme;
  return { ...size, font, background, layers: [{ shapes: cells }, { shapes: [frame] }, { shapes: legend }] };
}

/** Returns the entry at a position in the picture. Undefined outside of it. */
export function entryAt(detail: WeightDetail, x: number, y: number): MatrixEntry | undefined {
  const { rows, columns } = detail.picture;
  const { side } = matrixSize(detail);
  const [row, column] = [Math.floor((y - 1) / side), Math.floor((x - 1) / side)];
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : undefined;
}
