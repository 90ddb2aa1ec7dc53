import assert from 'node:assert/strict';
import { NumberFormat } from '../../src/charts/format';
import { kindsPlot } from '../../src/charts/kinds/kindsPlot';
import { curves } from '../../src/charts/plot/curves';
import { computeLayout } from '../../src/charts/plot/layout';
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
      ['trigram labelled', 'gru labelled'],
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
    const labels = curves(content, layout).flatMap(shape =>
      shape.kind === 'text' ? [`${shape.text} ${shape.align}`] : [],
    );
    assert.deepEqual(labels, ['trigram start', 'gru end']);
  });
});
