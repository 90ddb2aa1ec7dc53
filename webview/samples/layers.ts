import { type Pen, type PlotTheme, penOf } from '../plot/theme';

/** The dashes of a run's layers, from the bottom. */
const dashes: readonly (readonly number[] | undefined)[] = [undefined, [6, 4], [2, 3], [8, 3, 2, 3]];

/** Beside other runs, a run's layers have its colour and differ by their dashes. */
export function layerPen(theme: PlotTheme, color: number, layer: number): Pen {
  const dash = dashes[layer % dashes.length];
  return { color: penOf(theme, color).color, ...(dash && { dash }) };
}
