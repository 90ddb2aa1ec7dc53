import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberFormat } from '../../src/charts/format';
import { kindsPlot } from '../../src/charts/kinds/kindsPlot';
import { curves } from '../../src/charts/plot/curves';
import { computeLayout } from '../../src/charts/plot/layout';
import { placeLabels } from '../../src/charts/plot/placeLabels';
import type { Box } from '../../src/charts/plot/scene';
import { PageTexts } from '../../src/charts/texts';
import { paper } from '../../src/export/report/paper';
import type { ComparedResult } from '../../src/protocol/kindsComparison';

const look = { theme: paper, texts: new PageTexts(), numbers: new NumberFormat(() => 'en') };
const figures = { tokens: 100, groups: [] };
const results: readonly ComparedResult[] = [
  { ...figures, model: 'trigram', parameters: 200, seconds: 0, perplexity: 8 },
  { ...figures, model: 'gru', parameters: 300, seconds: 4, perplexity: 6, interval: { low: 5, high: 7 } },
];

describe('the plot of a comparison of kinds of models', () => {
  it('has a point for each kind', () => {
    const { curves: shown, x } = kindsPlot(results, 'parameters', look);
    assert.equal(x.label, 'Parameters');
    assert.deepEqual(
      shown.map(({ label, style }) => `${label} ${style}`),
      ['Trigram labelled', 'GRU labelled'],
    );
    const { min, max } = shown[1].data.extent(true);
    assert.ok(min < 300 && max > 300);
    assert.deepEqual([shown[1].data.at(301), shown[1].data.at(600)], [6, Number.NaN]);
  });

  it('has an opaque whisker for each interval', () => {
    const whiskers = (all: readonly ComparedResult[]) => {
      const content = kindsPlot(all, 'parameters', look);
      const layout = computeLayout(content, { width: 400, height: 200 }, {}, () => 20);
      return curves(content, layout).flatMap(shape =>
        shape.kind === 'line' ? [{ ...shape, y: shape.points.filter((_, i) => i % 2 === 1) }] : [],
      );
    };
    const [whisker, ...others] = whiskers(results);
    assert.deepEqual([others.length, whisker.opacity ?? 1], [0, 1]);
    assert.ok(Math.max(...whisker.y) - Math.min(...whisker.y) > 20);
    const endless = { ...results[1], interval: { low: 5, high: Number.MAX_VALUE } };
    assert.equal(whiskers([results[0], endless]).length, 0);
  });

  it('shows a training of no time at the left end of a logarithmic axis', () => {
    const [{ data }] = kindsPlot(results, 'seconds', look).curves;
    assert.ok(data.extent(true).min > 0.008);
  });

  it('labels the points, on the left near the right edge', () => {
    const content = kindsPlot(results, 'seconds', look);
    const range = { min: 0.01, max: 4.1 };
    const layout = computeLayout(content, { width: 400, height: 200 }, { x: range }, () => 20);
    const sides = layout.labels.map(({ text, x, box }) => `${text} ${box.left > x ? 'right' : 'left'}`);
    assert.deepEqual(sides, ['Trigram right', 'GRU left']);
  });
});

describe('labels of dots', () => {
  const dot = (x: number, y: number, width = 60) => ({ x, y, width });
  const box = { left: 0, top: 0, right: 300, bottom: 200 };
  const overlaps = (a: Box, b: Box) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const isInside = ({ left, top, right, bottom }: Box, outer: Box) =>
    left >= outer.left && right <= outer.right && top >= outer.top && bottom <= outer.bottom;

  it('are on the right, then on the left, then above or below', () => {
    const [right, left, above, below] = placeLabels(Array(4).fill(dot(150, 100)), box, []);
    assert.ok(right && right.left > 150 && left && left.right < 150);
    assert.ok(above && above.bottom < 100 && below && below.top > 100);
  });

  it('avoid obstacles, unless there is no other place', () => {
    const obstacle = { left: 151, top: 0, right: 300, bottom: 200 };
    const [place] = placeLabels([dot(150, 100)], box, [obstacle]);
    assert.ok(place && place.right < 150);
    assert.equal(placeLabels([dot(150, 100)], box, [box]).length, 1);
  });

  it('are missing where there is no place', () => {
    const crowded = placeLabels(Array(9).fill(dot(10, 10)), { ...box, right: 70, bottom: 60 }, []);
    assert.equal(crowded.filter(each => each).length, 3);
    assert.deepEqual(placeLabels([dot(10, 10, 400)], box, []), [undefined]);
  });

  it('never overlap, and are inside the plot, for any 20 dots in any width from 300 to 1400 pixels', () => {
    const places = fc.array(fc.record({ x: share, y: share, width: fc.integer({ min: 20, max: 110 }) }), {
      ...{ minLength: 20, maxLength: 20 },
    });
    fc.assert(
      fc.property(places, fc.integer({ min: 240, max: 1400 }), (all, right) => {
        const outer = { ...box, right, bottom: 220 };
        const dots = all.map(({ x, y, width }) => dot(x * right, y * 220, width));
        const found = placeLabels(dots, outer, []).filter(each => each !== undefined);
        assert.equal(found.length, 20);
        for (const [i, one] of found.entries()) {
          assert.ok(isInside(one, outer));
          assert.ok(!found.slice(0, i).some(other => overlaps(one, other)));
        }
      }),
      { numRuns: 50 },
    );
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
