import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlotTheme } from '../../src/charts/plot/theme';
import { LABEL_HEIGHT, placeLabels } from '../../src/charts/vectors/mapLabels';
import { type MapContent, mapLayers, outlineLayer } from '../../src/charts/vectors/mapScene';
import {
  nearestPoint,
  pannedView,
  placeOf,
  shiftOf,
  wholeView,
  zoomedView,
} from '../../src/charts/vectors/mapView';

const size = { width: 400, height: 300 };
const points = Float32Array.of(-1, 0, 3, 2, 0, 0.5, 1, 1);
const theme: PlotTheme = {
  ...{
    text: 'text',
    secondary: 'grey',
    background: 'white',
    grid: 'grid',
    font: 'sans',
    highContrast: false,
  },
  lines: ['a', 'b', 'c', 'd', 'e', 'f'],
};
const near = (a: number, b: number) => Math.abs(a - b) < 1e-3;

describe('the view of a map', () => {
  const whole = wholeView(points, size);
  const place = (index: number, view = whole) => placeOf(points, index, view, size);

  it('shows all points at the same scale in both directions, with room at the edges', () => {
    const places = [0, 1, 2, 3].map(index => place(index));
    assert.ok(places.every(({ x, y }) => x >= 23.9 && x <= 376.1 && y >= 23.9 && y <= 276.1));
    assert.ok(near((places[1].x - places[0].x) / 4, (places[0].y - places[1].y) / 2));
  });

  it('exists for no point, one point and equal points', () => {
    for (const few of [[], [5, 5], [5, 5, 5, 5]])
      assert.ok(Object.values(wholeView(Float32Array.from(few), size)).every(Number.isFinite));
  });

  it('pans by pixels, and zooms around a place that stays where it is', () => {
    const panned = pannedView(whole, 30, -20);
    assert.ok(near(place(0, panned).x - place(0).x, 30) && near(place(0, panned).y - place(0).y, -20));
    const shift = shiftOf(panned, whole);
    assert.ok(near(shift.x, -30) && near(shift.y, 20));
    const fixed = place(3);
    const zoomed = zoomedView(whole, 2, fixed, { size, whole });
    assert.ok(near(place(3, zoomed).x, fixed.x) && near(place(3, zoomed).y, fixed.y));
    assert.ok(near(place(0, zoomed).x - fixed.x, 2 * (place(0).x - fixed.x)));
    const far = zoomedView(whole, 1e-9, fixed, { size, whole });
    assert.ok(far.scale >= whole.scale / 2);
  });

  it('finds the nearest point within a distance', () => {
    const { x, y } = place(2);
    assert.equal(nearestPoint(points, { x: x + 3, y }, 14, { view: whole, size }), 2);
    assert.equal(nearestPoint(points, { x: 0, y: 0 }, 14, { view: whole, size }), undefined);
  });
});

describe('the labels of a map', () => {
  it('never overlap, stay inside, and those of earlier points have precedence', () => {
    const place = fc.record({
      x: fc.double({ min: 0, max: 400, noNaN: true }),
      y: fc.double({ min: 0, max: 300, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 80 }), places => {
        const width = (index: number) => 10 + (index % 5) * 20;
        const labels = placeLabels(
          places.map((each, i) => [i, each] as const),
          [0, 150, 400],
          width,
        );
        assert.equal(labels[0]?.index ?? 0, 0);
        for (const [i, a] of labels.entries()) {
          const end = a.x + width(a.index);
          assert.ok(a.x >= 0 && end <= 400 && (end <= 150 || a.x >= 150));
          for (const b of labels.slice(i + 1)) {
            const isBeside = a.x + width(a.index) <= b.x || b.x + width(b.index) <= a.x;
            assert.ok(isBeside || Math.abs(a.y - b.y) >= LABEL_HEIGHT - 1e-9);
          }
        }
      }),
    );
  });
});

describe('the picture of a map', () => {
  const content = (change: Partial<MapContent> = {}): MapContent => ({
    map: {
      words: ['the', 'king', 'queen', 'sea'].map((word, id) => ({ id, word })),
      ...{ points, clusters: Uint8Array.of(0, 1, 1, 2), shares: [0.5, 0.2] },
    },
    groups: { of: [0, 1, 1, 2], names: ['1', '2', '3'] },
    ...{ chosen: [], label: index => ['the', 'king', 'queen', 'sea'][index] },
    ...change,
  });
  const layers = (change?: Partial<MapContent>, view = wholeView(points, size)) => [
    ...mapLayers(content(change), { view, size }, theme, text => 6 * text.length),
  ];
  const texts = (change?: Partial<MapContent>) =>
    layers(change)[2].shapes.map(shape => (shape.kind === 'text' ? [shape.text, shape.bold] : []));

  it('colours points by cluster or by frequency, the most frequent most strongly', () => {
    const [dots] = layers();
    assert.deepEqual(
      dots.shapes.map(shape => [shape.color, shape.kind === 'dots' && shape.points.length / 2]),
      [
        ['a', 1],
        ['b', 2],
        ['c', 1],
      ],
    );
    const [frequent] = layers({ groups: undefined });
    const opacities = frequent.shapes.map(shape => (shape.kind === 'dots' ? shape.opacity : 0));
    assert.deepEqual(
      opacities,
      opacities.toSorted((a = 0, b = 0) => b - a),
    );
    assert.ok(new Set(opacities).size === 4 && frequent.shapes.every(({ color }) => color === 'a'));
  });

  it('shows words without a category faintly, and an outline while it is drawn', () => {
    const groups = { of: [-1, 0, 0, -1], names: ['person'] };
    const [dots] = layers({ groups });
    assert.deepEqual(
      dots.shapes.map(shape => [shape.color, shape.kind === 'dots' && shape.opacity]),
      [
        [theme.secondary, 0.3],
        ['a', 0.8],
      ],
    );
    assert.equal(outlineLayer([0, 0, 10, 0, 10, 10], theme).shapes.length, 1);
    assert.equal(outlineLayer([0, 0], theme).shapes.length, 0);
  });

  it('labels the chosen word and its nearest words first, in bold', () => {
    assert.deepEqual(texts()[0], ['the', false]);
    assert.deepEqual(texts({ chosen: [2, 3] }).slice(0, 3), [
      ['queen', true],
      ['sea', true],
      ['the', false],
    ]);
  });

  it('has no shapes for points outside', () => {
    const whole = wholeView(points, size);
    const away = layers({ chosen: [1] }, pannedView(whole, 5000, 0));
    assert.deepEqual(
      away.map(({ shapes }) => shapes.length),
      [0, 0, 0],
    );
  });
});
