import type { Curve, PlotContent } from './content';
import { draw } from './drawing';
import { computeLayout, type PlotView, type Size } from './layout';
import { moved, type Scene, type SceneLayer, type Shape } from './scene';
import { FONT_SIZE, type PlotTheme } from './theme';
import { truncateText } from './truncateText';

const PADDING = 16;
const TITLE = 16;
const ROW = 18;
const SWATCH = 26;
/** Minimum height of the plot without title and legend, in pixels. A long legend makes the picture taller. */
const MIN_HEIGHT = 260;

/** A plot with the texts that a picture shows around it. */
export interface Framed {
  readonly title: string;
  /** A text below the plot. */
  readonly footer?: string;
  readonly legend: readonly LegendEntry[];
  readonly layers: (size: Size) => readonly SceneLayer[];
}

export type LegendEntry = Pick<Curve, 'label' | 'pen'>;

/** Returns a picture of the visible part of a plot, with its title and legend. */
export function pictureOf(
  content: PlotContent,
  size: Size,
  view: PlotView,
  theme: PlotTheme,
  measure: (text: string) => number,
): Scene {
  const framed = {
    title: content.title,
    legend: content.curves.filter(({ style }) => style !== 'raw'),
    layers: (inner: Size) => draw(content, computeLayout(content, inner, view, measure), theme),
  };
  return framedPicture(framed, size, theme, measure);
}

/** Returns a picture of any plot, with title, legend and footer. */
export function framedPicture(
  { title, footer, legend: entries, layers }: Framed,
  size: Size,
  theme: PlotTheme,
  measure: (text: string) => number,
): Scene {
  const width = size.width - 2 * PADDING;
  const legend = legendOf(entries, width, theme, measure);
  const top = PADDING + TITLE + 10 + legend.height + 6;
  const height = Math.max(MIN_HEIGHT, size.height - top - PADDING - ROW);
  const bottom = top + height + PADDING + ROW;
  const text = { kind: 'text', color: theme.text } as const;
  const [x, y] = [PADDING, PADDING + TITLE - 2];
  const words: Shape[] = [{ ...text, x, y, text: title, size: TITLE, align: 'start', bold: true }];
  const below = { x: size.width / 2, y: bottom - PADDING, size: FONT_SIZE, align: 'middle' } as const;
  if (footer) words.push({ ...text, ...below, text: footer });
  return {
    width: size.width,
    height: bottom,
    font: theme.font,
    background: theme.background,
    layers: [
      { shapes: words },
      moved(legend.layer, PADDING, PADDING + TITLE + 10),
      ...layers({ width, height }).map(layer => moved(layer, PADDING, top)),
    ],
  };
}

/** Arranges legend entries in as many rows as they need. */
function legendOf(
  entries: readonly LegendEntry[],
  width: number,
  theme: PlotTheme,
  measure: (text: string) => number,
): { readonly layer: SceneLayer; readonly height: number } {
  const shapes: Shape[] = [];
  let [x, row] = [0, 0];
  for (const { label: name, pen } of entries) {
    const label = truncateText(name, width - SWATCH, measure);
    const needed = SWATCH + measure(label) + 18;
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const y = row * ROW + 8;
    const { color, dash } = pen;
    shapes.push(
      { kind: 'line', points: [x, y, x + SWATCH - 6, y], color, width: 2, ...(dash && { dash }) },
      {
        kind: 'text',
        x: x + SWATCH,
        y: y + 4,
        text: label,
        color: theme.text,
        size: FONT_SIZE,
        align: 'start',
      },
    );
    x += needed;
  }
  return { layer: { shapes }, height: (row + 1) * ROW };
}
