import assert from 'node:assert/strict';
import { NumberFormat } from '../../src/charts/format';
import { axisOf } from '../../src/charts/parallel/axis';
import { drawParallel } from '../../src/charts/parallel/scene';
import type { PlotContent } from '../../src/charts/plot/content';
import { draw } from '../../src/charts/plot/drawing';
import { computeLayout } from '../../src/charts/plot/layout';
import type { Shape } from '../../src/charts/plot/scene';
import { type PlotTheme, penOf } from '../../src/charts/plot/theme';
import { RunData } from '../../src/charts/runs/runData';
import { ListData } from '../../src/charts/series/listData';
import { themeOf } from '../../webview/plot/readTheme';
import { metrics, record } from './preview/run';
import { colorsOf, kindOf, themeNames } from './preview/themes';

type Color = readonly number[];

/** Returns the red, green and blue of a colour such as `#1f1f1f`. */
function parts(color: string): Color {
  assert.match(color, /^#[\da-f]{6}$/i);
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16));
}

/** Returns the relative luminance of a colour, as WCAG 2.2 defines it. */
function luminance(color: Color): number {
  const [red, green, blue] = color.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Returns the contrast ratio of WCAG 2.2 between a background and a colour drawn on it with an opacity. */
function contrast(color: string, background: string, opacity = 1): number {
  const [front, back] = [parts(color), parts(background)];
  const blend = front.map((part, i) => opacity * part + (1 - opacity) * back[i]);
  const [dark, bright] = [luminance(blend), luminance(back)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const measure = (text: string) => 6 * text.length;
const size = { width: 600, height: 200 };

/** Returns the shapes of a plot with a curve of each colour, a horizontal line, an event and captions. */
function plotShapes(theme: PlotTheme): Shape[] {
  const y = { label: 'y', kind: 'real', logarithmic: false, brief: String, exact: String } as const;
  const curves = theme.lines.map((_, i) => ({
    ...({ label: '', style: 'line', emphasis: undefined, pen: penOf(theme, i) } as const),
    data: new ListData([0, 1, 2], [i, i + 1, i]),
  }));
  const content: PlotContent = {
    ...{ title: 'title', x: { ...y, label: 'x', unit: 'steps' }, y, curves },
    rules: [{ value: 3, label: 'Clip threshold 3' }],
    marks: [{ x: 1, label: 'event', pen: { color: theme.text } }],
  };
  const layers = draw(content, computeLayout(content, size, {}, measure), theme);
  return layers.flatMap(layer => layer.shapes);
}

/** Returns the shapes of two parallel axes with the line of one run. */
function parallelShapes(theme: PlotTheme): Shape[] {
  const history = { metrics: metrics(0, 10), samples: [], changes: [] };
  const runs = [0, 1].map(i => new RunData(record({ id: `${i}` }), history, i));
  const axes = [0, 1].flatMap(key => {
    const column = { key: `${key}`, label: 'a', kind: 'setting', value: runs.indexOf.bind(runs) } as const;
    return axisOf({ ...column, text: String }, runs, new NumberFormat(() => 'en')) ?? [];
  });
  assert.equal(axes.length, 2);
  const line = { run: '0', label: '', pen: penOf(theme, 0), emphasis: undefined, places: [0, 1] };
  return drawParallel(axes, [line], size, theme, measure).flatMap(layer => layer.shapes);
}

describe('the contrast of plots with their background', () => {
  it('is computed as in WCAG 2.2', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.ok(Math.abs(contrast('#777777', '#ffffff') - 4.48) < 0.005);
    assert.equal(contrast('#000000', '#ffffff', 0), 1);
  });

  for (const name of themeNames)
    it(`is at least 4.5:1 for texts and 3:1 for lines (${name})`, () => {
      const theme = themeOf({
        colorOf: variable => colorsOf(name)[variable.replace('--vscode-', '')] ?? '',
        kind: kindOf(name),
        font: '',
      });
      const shapes = [...plotShapes(theme), ...parallelShapes(theme)];
      const seen = new Set<string>();
      for (const shape of shapes) {
        // The grid only guides the eye. The ground behind labels has the colour of the background.
        if (shape.color === theme.grid || shape.color === theme.background) continue;
        const opacity = 'opacity' in shape ? shape.opacity : 1;
        const ratio = contrast(shape.color, theme.background, opacity);
        const words = `${shape.kind} ${shape.color} ${opacity ?? 1}: ${ratio.toFixed(2)}`;
        assert.ok(ratio >= (shape.kind === 'text' ? 4.5 : 3), words);
        seen.add(`${shape.kind} ${shape.color}`);
      }
      for (const color of theme.lines) assert.ok(seen.has(`line ${color}`), color);
      for (const color of [theme.text, theme.secondary]) assert.ok(seen.has(`text ${color}`), color);
    });
});
