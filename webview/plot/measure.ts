import type { PlotTheme } from '../../src/charts/plot/theme';
import { FONT_SIZE } from '../../src/charts/plot/theme';

/** Returns a function that measures the width of a text in a plot, in pixels. */
export function measureIn(context: CanvasRenderingContext2D | null, { font }: PlotTheme) {
  return (text: string): number => {
    if (!context) return 0;
    context.font = `${FONT_SIZE}px ${font}`;
    return context.measureText(text).width;
  };
}
