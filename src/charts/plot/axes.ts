import { type PlotContent, titleOf } from './content';
import type { Layout } from './layout';
import type { Shape } from './scene';
import { FONT_SIZE, type PlotTheme } from './theme';

/** Draws both axes: a grid line and a number for every tick, and the title of the x axis. */
export function axes(
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
      // Leaves out a number that would overlap the axis title. `4 * text.length` estimates half the number's
      // width.
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

/** Moves a line to the centre of a pixel, so that it covers one pixel instead of two halves. */
const crisp = (pixel: number) => Math.round(pixel) + 0.5;
