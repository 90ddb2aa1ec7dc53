import { axes } from './axes';
import type { PlotContent } from './content';
import { curves } from './curves';
import type { Layout } from './layout';
import type { SceneLayer, Shape } from './scene';
import { FONT_SIZE, type PlotTheme } from './theme';

/** Returns the layers of a plot, from back to front: grid and texts, events, curves, horizontal lines. */
export function draw(content: PlotContent, layout: Layout, theme: PlotTheme): SceneLayer[] {
  return [
    { shapes: [...axes(content, layout, theme), ...captions(layout, theme)] },
    { shapes: marks(content, layout), clip: layout.box },
    { shapes: curves(content, layout), clip: layout.box },
    { shapes: nothing(content, layout, theme) },
    { shapes: rules(content, layout, theme), clip: layout.box },
  ];
}

function captions({ captions: all }: Layout, theme: PlotTheme): Shape[] {
  return all.flatMap(({ text, x, y, dash }): Shape[] => {
    const words = { kind: 'text', y, text, size: FONT_SIZE, align: 'start', color: theme.secondary } as const;
    if (dash === 0) return [{ ...words, x }];
    return [dashed([x, y - 4, x + dash, y - 4], theme), { ...words, x: x + dash + 4 }];
  });
}

const dashed = (points: readonly number[], { text: color }: PlotTheme): Shape => {
  return { kind: 'line', points, color, width: 1, dash: [6, 4], opacity: 0.8 };
};

/**
 * Returns dashed horizontal lines at the values of `rules`, for example at the clip threshold. The lines are
 * drawn in front of all curves.
 */
function rules({ rules: all }: PlotContent, { box, y }: Layout, theme: PlotTheme): Shape[] {
  return all
    .map(({ value }) => y.pixel(value))
    .filter(at => at >= box.top && at <= box.bottom)
    .map(at => dashed([box.left, at, box.right, at], theme));
}

function marks({ marks: all }: PlotContent, { box, x }: Layout): Shape[] {
  return all.flatMap(({ x: value, pen }): Shape[] => {
    const at = x.pixel(value);
    if (!(at >= box.left && at <= box.right)) return [];
    const flag = [at, box.top, at + 7, box.top + 4, at, box.top + 8];
    return [
      { kind: 'line', points: [at, box.top, at, box.bottom], color: pen.color, width: 1, dash: [3, 3] },
      { kind: 'area', points: flag, color: pen.color, opacity: 1 },
    ];
  });
}

/** Returns the text that explains why a logarithmic plot is empty although its curves have values. */
function nothing({ y }: PlotContent, { points, bands, box }: Layout, theme: PlotTheme): Shape[] {
  if (!y.logarithmic || y.nothing === undefined) return [];
  const values = points.flatMap(of => of.filter((_, i) => i % 2 === 1)).filter(Number.isFinite);
  const isShown = values.some(value => value > 0) || bands.some(band => band.length > 0);
  if (isShown || values.length === 0) return [];
  const place = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  return [
    { kind: 'text', ...place, text: y.nothing, color: theme.secondary, size: FONT_SIZE, align: 'middle' },
  ];
}
