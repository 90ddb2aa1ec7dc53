import type { Complex } from '../../protocol/weights';
import type { Scene, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';

const MARGIN = 22;
/** Number of straight lines of which the unit circle consists. */
const SEGMENTS = 96;

/** Returns the eigenvalues in the complex plane, with the unit circle, in a square of `size` pixels. */
export function eigenvalueScene(eigenvalues: readonly Complex[], size: number, theme: PlotTheme): Scene {
  const most = Math.max(1, ...eigenvalues.flatMap(({ re, im }) => [Math.abs(re), Math.abs(im)]));
  const scale = (size / 2 - MARGIN) / most;
  const x = (re: number) => size / 2 + scale * re;
  const y = (im: number) => size / 2 - scale * im;
  const circle = Array.from({ length: SEGMENTS + 1 }, (_, i) => (2 * Math.PI * i) / SEGMENTS).flatMap(
    angle => [x(Math.cos(angle)), y(Math.sin(angle))],
  );
  const axis = (...points: number[]): Shape => ({ kind: 'line', points, color: theme.grid, width: 1 });
  const label = (text: string, at: number, below: number, align: 'start' | 'middle' | 'end'): Shape => ({
    ...{ kind: 'text', text, x: at, y: below, color: theme.secondary, size: FONT_SIZE, align },
  });
  const plane: readonly Shape[] = [
    axis(0, size / 2, size, size / 2),
    axis(size / 2, 0, size / 2, size),
    { kind: 'line', points: circle, color: theme.secondary, width: 1, dash: [4, 3] },
    label('1', x(1) + 4, size / 2 + 12, 'start'),
    label('Re', size - 2, size / 2 - 5, 'end'),
    label('Im', size / 2 + 5, 10, 'start'),
  ];
  const points = eigenvalues.flatMap(({ re, im }) => [x(re), y(im)]);
  const dots: Shape = { kind: 'dots', points, color: theme.lines[0], radius: 3, opacity: 0.8 };
  const { font, background } = theme;
  return { width: size, height: size, font, background, layers: [{ shapes: plane }, { shapes: [dots] }] };
}
