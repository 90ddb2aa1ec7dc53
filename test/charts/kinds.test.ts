import assert from 'node:assert/strict';
import { NumberFormat } from '../../src/charts/format';
import { kindsPlot } from '../../src/charts/kinds/kindsPlot';
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
  it('has a point for each kind, and a line for an interval', () => {
    const { curves, x } = kindsPlot(results, 'parameters', look);
    assert.equal(x.label, 'Parameters');
    assert.deepEqual(
      curves.map(({ label, style }) => `${label} ${style}`),
      ['trigram marked', 'gru raw', 'gru marked'],
    );
    assert.deepEqual(curves[1].data.extent(true), { min: 300, max: 300 });
    assert.deepEqual([curves[2].data.at(301), curves[2].data.at(600)], [6, Number.NaN]);
  });

  it('shows a training of no time at the left end of a logarithmic axis', () => {
    const [{ data }] = kindsPlot(results, 'seconds', look).curves;
    assert.deepEqual(data.extent(true), { min: 0.01, max: 0.01 });
  });
});
