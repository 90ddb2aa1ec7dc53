import type { PlotTheme } from '../../charts/plot/theme';
import { columnsOf } from '../../common/wideLetters';

/** Colours of plots for print: dark on white, distinguishable by colour-blind readers. */
export const paper: PlotTheme = {
  text: '#3b3b3b',
  secondary: '#616161',
  background: '#ffffff',
  grid: '#e4e4e4',
  font: "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK JP', sans-serif",
  highContrast: false,
  lines: ['#1a85ff', '#bf8803', '#388a34', '#e51400', '#652d90', '#0598bc'],
};

/** Estimates the width of a text in pixels, because no canvas is available here to measure it. */
export const measure = (text: string) => 6.2 * columnsOf(text);
