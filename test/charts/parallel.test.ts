import assert from 'node:assert/strict';
import type { Column } from '../../src/charts/comparison/columns';
import { NumberFormat } from '../../src/charts/format';
import { axisOf } from '../../src/charts/parallel/axis';
import { drawParallel, widthFor } from '../../src/charts/parallel/scene';
import type { Shape } from '../../src/charts/plot/scene';
import { RunData } from '../../src/charts/runs/runData';
import type { SettingValue } from '../../src/protocol/run';
import { metrics, record } from '../webview/preview/run';

const numbers = new NumberFormat(() => 'en');

function axis(kind: Column['kind'], values: readonly SettingValue[]) {
  const history = { metrics: metrics(0, 10), samples: [], changes: [] };
  const runs = values.map((_, i) => new RunData(record({ id: `run-${i}` }), history, i));
  const value = (run: RunData) => values[runs.indexOf(run)];
  const made = axisOf({ key: 'key', label: 'label', kind, value, text: () => '' }, runs, numbers);
  assert.ok(made);
  return made;
}

describe('an axis of settings and results', () => {
  it('places the few values of a setting at equal distances: numbers by size, words by the alphabet', () => {
    const hidden = axis('setting', [256, 64, 1024, 64]);
    assert.deepEqual(hidden.ticks, [
      { place: 0, label: '64' },
      { place: 0.5, label: '256' },
      { place: 1, label: '1024' },
    ]);
    assert.equal(axis('setting', ['tanh', 'logistic']).placeOf('tanh'), 1);
  });

  it('is brushed from value to value; an empty brush takes the nearest value', () => {
    const hidden = axis('setting', [64, 256, 1024]);
    assert.deepEqual(hidden.between(0.4, 1), { low: 256, high: 1024 });
    assert.deepEqual(hidden.between(0.6, 0.7), { low: 256, high: 256 });
  });

  it('orders measured values by size, and leaves out runs without one', () => {
    const loss = axis('metric', [40, Number.NaN, 60, 50]);
    const places = [40, 50, 60].map(value => loss.placeOf(value));
    assert.ok(places[0] > 0 && places[2] < 1);
    assert.ok(Math.abs(places[1] - 0.5) < 1e-9);
    assert.ok(Number.isNaN(loss.placeOf(Number.NaN)));
    const { low, high } = loss.between(places[0], places[1]);
    assert.deepEqual([low, high].map(Number).map(Math.round), [40, 50]);
  });

  it('is logarithmic for a wide range', () => {
    const loss = axis('metric', [1, 10, 100]);
    const [a, b, c] = [1, 10, 100].map(value => loss.placeOf(value));
    assert.ok(Math.abs(b - a - (c - b)) < 1e-9);
  });
});

/** Returns the box of a text in pixels, for a font whose characters are 6 pixels wide. */
function boxOf({ x, y, text, align }: Extract<Shape, { kind: 'text' }>) {
  const width = 6 * text.length;
  const left = align === 'start' ? x : align === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 9, bottom: y + 2 };
}

describe('the labels of parallel axes', () => {
  const axes = [
    axis('setting', ['tanh', 'logistic', 'relu']),
    axis('setting', [64, 256, 1024]),
    axis('setting', ['element', 'the norm of all elements']),
    axis('metric', [40.25, 50, 60]),
  ];
  const theme = {
    ...{ text: '#ccc', secondary: '#999', background: '#1f1f1f', grid: '#444', font: '' },
    ...{ highContrast: false, lines: ['blue'] },
  };
  const line = (run: string, places: readonly number[]) => {
    return { run, label: run, pen: { color: 'blue' }, emphasis: undefined, places };
  };
  const lines = [line('a', [0, 0, 0, 0]), line('b', [0.5, 1, 1, 1]), line('c', [1, 0.5, 0, 0.5])];

  for (const width of [widthFor(axes.length), 900])
    it(`cover neither each other nor the lines of runs, at ${width} px`, () => {
      const layers = drawParallel(axes, lines, { width, height: 190 }, theme, text => 6 * text.length);
      const shapes = layers.flatMap(layer => layer.shapes);
      const labels = [...shapes.entries()].flatMap(([at, shape]) =>
        shape.kind === 'text' ? [{ at, box: boxOf(shape) }] : [],
      );
      assert.equal(labels.length, axes.length + axes.flatMap(({ ticks }) => ticks).length);
      for (const [i, { box }] of labels.entries()) {
        assert.ok(box.left >= 0 && box.right <= width && box.top >= 0, JSON.stringify(box));
        for (const { box: other } of labels.slice(0, i)) {
          const isApart = box.left >= other.right || other.left >= box.right;
          assert.ok(
            isApart || box.top >= other.bottom || other.top >= box.bottom,
            JSON.stringify([box, other]),
          );
        }
      }
      // Every label has an opaque ground, in front of all lines of runs. No line reaches the titles.
      const lastLine = shapes.findLastIndex(shape => shape.kind === 'line' && shape.color === 'blue');
      const grounds = shapes.flatMap((shape, at) =>
        shape.kind === 'area' && shape.opacity === 1 && shape.color === theme.background && at > lastLine
          ? [{ at, xs: shape.points.filter((_, i) => i % 2 === 0), ys: shape.points.filter((_, i) => i % 2) }]
          : [],
      );
      const highest = Math.min(
        ...shapes.flatMap(shape => (shape.kind === 'line' ? shape.points.filter((_, i) => i % 2) : [])),
      );
      for (const { at, box } of labels) {
        const hasGround = grounds.some(
          ground =>
            ground.at < at &&
            Math.min(...ground.xs) <= box.left &&
            Math.max(...ground.xs) >= box.right &&
            Math.min(...ground.ys) <= box.top + 2 &&
            Math.max(...ground.ys) >= box.bottom,
        );
        assert.ok(hasGround || box.bottom < highest, JSON.stringify(box));
      }
    });
});
