import assert from 'node:assert/strict';
import { alignmentScene } from '../../src/charts/inspection/alignmentScene';
import type { Shape } from '../../src/charts/plot/scene';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { alignmentPicture } from '../../src/export/alignmentPicture';

const theme: PlotTheme = {
  ...{ text: '#111', secondary: '#222', background: '#fff', grid: '#333', font: 'sans' },
  ...{ highContrast: false, lines: ['#00f', '#0f0', '#ff0', '#f00'] },
};
const alignment = {
  source: ['a', ' ', 'longer'],
  target: ['x', 'an even longer one'],
  weights: [
    [0.75, 0.25, 0],
    [0, 0, 1],
    [0.5, 0.5, 0],
  ],
  end: '(end)',
};

describe('the picture of an alignment', () => {
  const shapes = alignmentScene(alignment, theme).layers.flatMap(layer => layer.shapes);
  const of = <Kind extends Shape['kind']>(kind: Kind) =>
    shapes.filter((shape): shape is Extract<Shape, { kind: Kind }> => shape.kind === kind);

  it('has the source above and the target with its end on the left', () => {
    const texts = of('text');
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['a', '␣', 'lo…', 'x', 'an␣even␣…', '(end)'],
    );
    const [above, beside] = [texts.slice(0, 3), texts.slice(3)];
    assert.equal(new Set(above.map(({ y }) => y)).size, 1);
    assert.equal(new Set(beside.map(({ x }) => x)).size, 1);
    assert.ok(beside.every(({ y }) => y > above[0].y));
  });

  it('has a cell for each pair of symbols, as opaque as its weight, below its symbol', () => {
    const cells = of('area');
    assert.deepEqual(
      cells.map(({ opacity }) => opacity),
      alignment.weights.flat(),
    );
    const [, column] = of('text');
    const [left, top, right] = cells[4].points;
    assert.ok(left < column.x && column.x < right && top > column.y);
  });

  it('is written as SVG without characters that XML does not allow', () => {
    const svg = alignmentPicture({ ...alignment, source: ['<', '&', '\u0001'] });
    assert.match(svg, /^<\?xml[\s\S]*<svg [\s\S]*&lt;[\s\S]*&amp;[\s\S]*U\+…[\s\S]*<\/svg>\n$/);
  });
});
