import assert from 'node:assert/strict';
import { comparisonText, methodText } from '../../src/charts/comparison/comparisonSentences';
import { curvePlot } from '../../src/charts/experiment/curvePlot';
import { placePlot } from '../../src/charts/experiment/placePlot';
import { seedScale, seedTicks } from '../../src/charts/experiment/seedScale';
import { progressText } from '../../src/charts/experiment/sentences';
import { NumberFormat } from '../../src/charts/format';
import { computeLayout } from '../../src/charts/plot/layout';
import { PageTexts } from '../../src/charts/texts';
import { paper } from '../../src/export/report/paper';
import type {
  ComparisonFigures,
  ConditionFigures,
  ExperimentFigures,
} from '../../src/protocol/experimentFigures';

const texts = new PageTexts();
const numbers = new NumberFormat(() => 'en');
const comparison: ComparisonFigures = {
  ...{ lower: 'tanh', higher: 'logistic', difference: 0.0312, seeds: 5, wins: 5 },
  ...{ interval: { low: 0.0241, high: 0.0384 }, p: 0.0123 },
};
const said = (change: Partial<ComparisonFigures>) =>
  comparisonText({ ...comparison, ...change }, texts, numbers);

describe('the verdict on two conditions of an experiment', () => {
  it('says in how many seeds and by how much one is lower, with its interval and probability', () => {
    assert.equal(
      said({}),
      'tanh is lower than logistic in 5 of 5 seeds, by 0.031 nats per token (0.024 to 0.038), p = 0.012.',
    );
    assert.match(said({ p: 0.0001 }), /, p below 0\.001\.$/);
  });

  it('says that a difference may be due to chance', () => {
    assert.match(
      said({ p: 0.05, wins: 3 }),
      /in 3 of 5 seeds.*p = 0\.050\. The difference may be due to chance\.$/,
    );
  });

  it('counts the errors of labels', () => {
    const wrong = { ...comparison, unit: 'error' as const };
    assert.equal(
      comparisonText(wrong, texts, numbers),
      'tanh makes fewer errors than logistic in 5 of 5 seeds, by 0.031 per label (0.024 to 0.038), p = 0.012.',
    );
    const { interval, p, ...one } = wrong;
    assert.equal(
      comparisonText(one, texts, numbers),
      'tanh makes fewer errors than logistic, by 0.031 per label. One seed: not evidence.',
    );
  });

  it('says that one seed is not evidence', () => {
    const { interval, p, ...one } = comparison;
    assert.equal(
      comparisonText({ ...one, seeds: 1, wins: 1 }, texts, numbers),
      'tanh is lower than logistic by 0.031 nats per token. One seed: not evidence.',
    );
  });

  it('names the correction, if there is one', () => {
    const figures = { comparisons: [comparison], isPartial: false } as unknown as ExperimentFigures;
    assert.doesNotMatch(methodText(figures, texts, numbers), /Holm/);
    const many = { comparisons: [comparison, comparison], isPartial: true } as unknown as ExperimentFigures;
    assert.match(methodText(many, texts, numbers), /Holm's correction for 2 comparisons\. Only the lowest/);
  });
});

describe('the progress of an experiment', () => {
  it('counts runs, and says what is left if it is known', () => {
    const progress = { total: 1200, done: 12, failed: 0, dropped: 0, training: 0, isActive: false };
    assert.equal(progressText(progress, texts, numbers), '12 of 1,200 runs done');
    const active = { ...progress, failed: 1, dropped: 3, training: 2, isActive: true, secondsLeft: 189.2 };
    assert.equal(
      progressText(active, texts, numbers),
      '12 of 1,200 runs done · 1 failed · 3 dropped · 2 training · 3:10 left',
    );
  });
});

describe('the plot of seeds', () => {
  const condition = (
    losses: readonly number[],
    interval?: { readonly low: number; readonly high: number },
  ): ConditionFigures => ({
    ...{ name: 'tanh', done: [], failed: 0, missing: 0 },
    losses: losses.map((loss, seed) => ({ seed, loss })),
    ...(interval && { interval }),
  });

  it('has every point and interval on its scale, in percent of its width', () => {
    const scale = seedScale([
      condition([2.1, 2.3], { low: 1.9, high: 2.5 }),
      condition([]),
      condition([2.7]),
    ]);
    assert.ok(scale);
    const places = [1.9, 2.1, 2.7].map(value => scale.pixel(value));
    assert.ok(
      places.every(place => place >= 0 && place <= 100) && places[0] < places[1] && places[1] < places[2],
    );
    const ticks = seedTicks(scale);
    assert.ok(ticks.length >= 2 && ticks.every(tick => scale.pixel(tick) >= 0 && scale.pixel(tick) <= 100));
  });

  it('has a scale for a single loss, and none without losses', () => {
    assert.ok(Number.isFinite(seedScale([condition([2])])?.pixel(2)));
    assert.equal(seedScale([condition([])]), undefined);
  });
});

describe('the plot of curves by condition', () => {
  const interval = { low: 1.9, high: 2.3 };
  const points = [
    { iteration: 100, mean: 2.1, interval },
    { iteration: 200, mean: 2 },
  ];
  const content = curvePlot([{ name: 'tanh', points }], { theme: paper, texts, numbers });
  const [{ label, data }] = content.curves;

  it('has a line through the means and a band around them', () => {
    const layout = computeLayout(content, { width: 600, height: 200 }, {}, text => 6 * text.length);
    assert.equal(label, 'tanh');
    assert.deepEqual(layout.points, [[100, 2.1, 200, 2]]);
    assert.deepEqual(layout.bands, [[100, 1.9, 2.3]]);
    assert.ok(layout.y.range.min <= 1.9 && layout.y.range.max >= 2.3, 'the band is visible');
  });

  it('reads the mean and half of the interval at the cursor', () => {
    assert.equal(data.at(150), 2.1);
    assert.ok(Math.abs((data.errorAt?.(150) ?? 0) - 0.2) < 1e-12);
    assert.ok(Number.isNaN(data.at(50)) && Number.isNaN(data.errorAt?.(200) ?? 0));
    assert.equal(data.at(Number.POSITIVE_INFINITY), 2);
  });
});

describe('the plot of errors by position', () => {
  const places = [1, 2, 3].map(place => ({ place, mean: place === 3 ? 0.3 : 0.5 }));
  const condition = { name: 'tanh', runs: [], labels: [], agreement: [] };
  const conditions = [
    { ...condition, places },
    { ...condition, name: 'relu', places: [] },
  ];
  const content = placePlot({ tokens: ['1', '0', '1'], conditions }, { theme: paper, texts, numbers });

  it('has a point per token, and names the tokens on its axis', () => {
    const layout = computeLayout(content, { width: 600, height: 200 }, {}, text => 6 * text.length);
    assert.deepEqual(layout.points, [[1, 0.5, 2, 0.5, 3, 0.3]]);
    assert.deepEqual(
      layout.xTicks.map(tick => content.x.brief(tick)),
      ['1', '0', '1'],
    );
    assert.equal(content.x.exact(2), '2: 0');
  });

  it('leaves out conditions that were not measured', () => {
    assert.deepEqual(
      content.curves.map(({ label, style }) => ({ label, style })),
      [{ label: 'tanh', style: 'marked' }],
    );
  });
});
