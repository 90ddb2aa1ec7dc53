import type { PlotTheme } from '../../../webview/plot/theme';
import { columnsOf } from '../../protocol/wideLetters';

/** Plots on paper: dark on white, in colours that also colour-blind eyes tell apart. */
export const paper: PlotTheme = {
  text: '#3b3b3b',
  secondary: '#616161',
  background: '#ffffff',
  grid: '#e4e4e4',
  font: "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK JP', sans-serif",
  highContrast: false,
  lines: ['#1a85ff', '#bf8803', '#388a34', '#e51400', '#652d90', '#0598bc'],
};

/** Pixels that a text takes, about: nothing draws here that could tell. */
export const measure = (text: string) => 6.2 * columnsOf(text);
