import assert from 'node:assert/strict';
import { metricColumns, noteColumns } from '../../src/charts/comparison/columns';
import { labelsOf } from '../../src/charts/comparison/labels';
import { metricsOf, summarise } from '../../src/charts/comparison/metrics';
import {
  BY_SEEDS,
  groupingOf,
  meanAndDeviation,
  seedGroupNames,
  seedGroups,
} from '../../src/charts/comparison/seeds';
import { NumberFormat } from '../../src/charts/format';
import { RunData } from '../../src/charts/runs/runData';
import { SeriesStore } from '../../src/charts/series/seriesStore';
import { PageTexts } from '../../src/charts/texts';
import { bestLossOf, lossOf } from '../../src/common/runFigures';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, metrics, record } from '../webview/preview/run';

const run = (id: string, change: Partial<RunRecord>, settings: RunRecord['settings'] = {}) =>
  new RunData(
    record({ id, ...change, settings: { ...defaults, ...settings } }),
    { metrics: metrics(0, 100), samples: [], changes: [] },
    0,
  );

describe('the loss of a run', () => {
  it('comes from its record, even if the last updates were not measured', () => {
    const ended = run('a', { state: 'done', iteration: 97, smoothLoss: 50, bestLoss: 49 });
    assert.ok(ended.table.last('smoothLoss') > 50);
    const store = new SeriesStore();
    const [loss] = metricsOf(new PageTexts());
    assert.equal(summarise(ended, loss, 'last', store), lossOf(ended.record));
    assert.equal(summarise(ended, loss, 'best', store), bestLossOf(ended.record));
    assert.equal(summarise(ended, loss, 'minimum', store), bestLossOf(ended.record));
  });
});

describe('the column of notes', () => {
  it('appears once a run has a note', () => {
    const [plain, noted] = [run('a', {}), run('b', { note: 'the baseline' })];
    assert.deepEqual(noteColumns([plain], new PageTexts()), []);
    const [column] = noteColumns([plain, noted], new PageTexts());
    assert.deepEqual([plain, noted].map(column.text), ['', 'the baseline']);
  });
});

describe('the column of the start time', () => {
  it('shows the time on the clock, and orders the runs by it', () => {
    const numbers = new NumberFormat(() => 'en');
    const context = { texts: new PageTexts(), numbers, series: new SeriesStore() };
    const times = ['2026-01-02T03:04:05.000Z', '2026-01-01T03:04:05.000Z'];
    const runs = times.map((createdAt, i) => run(`${i}`, { createdAt }));
    const column = metricColumns(runs, context).find(({ key }) => key === 'started');
    assert.ok(column);
    assert.equal(column.label, 'Started');
    assert.match(column.text(runs[0]), /^1\/[12]\/26, \d+:04\s[AP]M$/);
    assert.equal(Number(column.value(runs[0])) - Number(column.value(runs[1])), 24 * 3600 * 1000);
  });
});

describe('the perplexities of a comparison', () => {
  it('are only those of language models', () => {
    const numbers = new NumberFormat(() => 'en');
    const context = { texts: new PageTexts(), numbers, series: new SeriesStore() };
    const runs = [run('a', {}), run('b', { task: 'cloze' })];
    const columns = metricColumns(runs, context);
    const [perplexity, loss] = ['perplexity last', 'loss last'].map(key =>
      columns.find(each => each.key === key),
    );
    assert.ok(Number(perplexity?.value(runs[0])) > 0);
    assert.ok(Number.isNaN(perplexity?.value(runs[1])));
    assert.ok(Number(loss?.value(runs[1])) > 0);
  });
});

describe('runs that differ only in the seed', () => {
  const seeds = (activation: string, ...values: readonly number[]) =>
    values.map(seed =>
      run(`${activation} ${seed}`, {}, { 'model.activation': activation, 'training.seed': seed }),
    );
  const ids = (groups: readonly (readonly RunData[])[]) => groups.map(group => group.map(({ id }) => id));

  it('form groups, except for runs with the same seed', () => {
    const runs = [...seeds('tanh', 1, 2), ...seeds('relu', 1), ...seeds('logistic', 3, 3)];
    assert.deepEqual(ids(seedGroups(runs)), [['tanh 1', 'tanh 2']]);
  });

  it('are grouped by default if all runs are of this kind; a choice takes precedence', () => {
    const [tanh, relu] = [seeds('tanh', 1, 2, 3), seeds('relu', 1, 2)];
    assert.equal(groupingOf(undefined, tanh), BY_SEEDS);
    assert.equal(groupingOf('', tanh), undefined);
    assert.equal(groupingOf(undefined, [...tanh, ...relu]), undefined);
    assert.equal(groupingOf('model.activation', tanh), 'model.activation');
    assert.equal(groupingOf(undefined, tanh.slice(0, 1)), undefined);
  });

  it('are named by their seeds, or by what distinguishes the groups', () => {
    const [tanh, relu] = [seeds('tanh', 2, 1), seeds('relu', 1, 2)];
    assert.equal(seedGroupNames(tanh)(tanh[0]), 'seed 1, 2');
    assert.deepEqual([tanh[0], relu[0]].map(seedGroupNames([...tanh, ...relu])), ['tanh', 'relu']);
  });

  it('have a mean and the standard deviation of a sample', () => {
    assert.deepEqual(meanAndDeviation([1, 2, 3]), { mean: 2, deviation: 1 });
    assert.equal(meanAndDeviation([1]), undefined);
    assert.equal(meanAndDeviation([1, Number.NaN]), undefined);
  });
});

describe('labels of runs', () => {
  it('contain the text if the runs are on several texts', () => {
    const one = run('a', {});
    const poem = { ...one.record.text, name: 'poem.txt', uri: 'file:///poem.txt' };
    const other = run('b', { name: 'poem.txt', text: poem });
    assert.deepEqual([...labelsOf([one]).values()], ['elman tanh 100']);
    const names = ['elman tanh 100 · tinyshakespeare.txt', 'elman tanh 100 · poem.txt'];
    assert.deepEqual([...labelsOf([one, other]).values()], names);
  });
});
