import assert from 'node:assert/strict';
import { metricsOf, summarise } from '../../src/charts/comparison/metrics';
import { NumberFormat } from '../../src/charts/format';
import { clippedNote, clippedPlot } from '../../src/charts/plots/clipped';
import type { PlotContext } from '../../src/charts/plots/kind';
import { learningRatePlot } from '../../src/charts/plots/learningRate';
import { lossPlot } from '../../src/charts/plots/loss';
import { comparedNorms, normGroups } from '../../src/charts/plots/normGroups';
import { normsPlot } from '../../src/charts/plots/norms';
import type { PlotState } from '../../src/charts/plots/plotState';
import { steadyTexts } from '../../src/charts/plots/steadyValues';
import { timeAxis } from '../../src/charts/plots/timeAxis';
import { isChanged, listedSettings } from '../../src/charts/runs/listedSettings';
import { figuresOf, validationFigures } from '../../src/charts/runs/lossEstimate';
import { RunData } from '../../src/charts/runs/runData';
import { Table } from '../../src/charts/runs/table';
import { reachOf, vanishingLag } from '../../src/charts/samples/flow';
import { SeriesStore } from '../../src/charts/series/seriesStore';
import { PageTexts } from '../../src/charts/texts';
import { learningRates } from '../../src/common/learningRates';
import { lossOf } from '../../src/common/runFigures';
import type { ShownRun } from '../../src/protocol/dashboard';
import type { RunSettings } from '../../src/protocol/run';
import { initial } from '../../webview/state';
import { defaults, metrics, networks, record } from '../webview/preview/run';

const theme = {
  ...{ text: '', secondary: '', background: '', grid: '', font: '' },
  highContrast: false,
  lines: ['blue'],
};

const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} and ${b}`);

describe('gradient norms', () => {
  const columns = (parameters: readonly string[]) => [
    'iteration',
    'norm',
    ...parameters.map(name => `norm.${name}`),
  ];

  it('of one layer are drawn one by one, without a choice', () => {
    const groups = normGroups(columns(networks.elman.parameters), new PageTexts());
    assert.equal(groups.length, 1);
    assert.deepEqual(
      groups[0].parts.map(({ label }) => label),
      ['all', 'Wxh', 'Whh', 'bh', 'Why', 'by'],
    );
  });

  it('of a stack are drawn by layer; every parameter belongs to one of the parts', () => {
    const { parameters } = networks.gru;
    const [layers, ...parts] = normGroups(columns(parameters), new PageTexts());
    assert.deepEqual(
      layers.parts.map(({ label }) => label),
      ['all', 'Layer 1', 'Layer 2', 'Layer 3', 'Embedding', 'Output'],
    );
    const drawn = layers.parts.slice(1).flatMap(part => part.columns);
    assert.deepEqual(drawn.toSorted(), parameters.map(name => `norm.${name}`).toSorted());
    const second = parts.find(({ key }) => key === '2');
    assert.deepEqual(
      second?.parts.map(({ label }) => label),
      ['all', 'Wxh_l1', 'Whh_l1', 'bhh_l1', 'bh_l1'],
    );
    for (const group of [layers, ...parts]) {
      assert.equal(new Set(group.parts.map(({ color }) => color)).size, group.parts.length);
    }
  });

  it('of several runs are drawn as one curve per run, of all parameters or of a part that some run has', () => {
    const names = [networks.elman, networks.gru].map(({ parameters }) => columns(parameters));
    const groups = comparedNorms(names, new PageTexts());
    assert.ok(groups.every(({ parts }) => parts.length === 1));
    assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length);
    assert.deepEqual(
      groups.slice(0, 2).map(({ parts }) => parts[0].columns),
      [['norm'], ['norm.Wxh']],
    );
    assert.ok(groups.some(({ key }) => key === 'norm.bhh_l1'));
  });
});

const history = { metrics: metrics(0, 100), samples: [], changes: [] };
const run = (id: string, change: Partial<ShownRun> = {}) =>
  new RunData(record({ id, ...change }), history, 0);

const contextOf = (runs: readonly RunData[], state: Partial<PlotState> = {}): PlotContext => ({
  runs,
  compares: runs.length > 1,
  label: id => id,
  emphasis: () => undefined,
  state: { ...initial, ...state },
  x: timeAxis('iteration', false, new PageTexts(), new NumberFormat(() => 'en')),
  theme,
  texts: new PageTexts(),
  numbers: new NumberFormat(() => 'en'),
  store: new SeriesStore(),
});

describe('the note on clipping', () => {
  const note = (share: number, language = 'en') => {
    const table = new Table();
    table.append({ columns: ['iteration', 'clipped'], values: Float64Array.of(0, 0.5, 10, share) });
    return clippedNote({ table }, { texts: new PageTexts(), numbers: new NumberFormat(() => language) });
  };

  it('gives the share of the last update as a percentage, also if it is small', () => {
    assert.equal(note(0.0005), 'Clipped: 0.05% of the elements.');
    assert.equal(note(0.25), 'Clipped: 25% of the elements.');
    assert.equal(note(0.0000123), 'Clipped: 0.0012% of the elements.');
    assert.equal(note(0), 'Clipped: 0% of the elements.');
    assert.match(String(note(0.0005, 'de')), /0,05/);
  });

  it('is missing if the run does not measure the share', () => {
    assert.equal(note(Number.NaN), undefined);
    assert.equal(clippedNote({ table: new Table() }, contextOf([])), undefined);
  });

  it('formats the axis of the plot in the same way', () => {
    const table = { columns: ['iteration', 'clipped'], values: Float64Array.of(0, 0.0005, 10, 0.0004) };
    const clips = new RunData(record({}), { metrics: table, samples: [], changes: [] }, 0);
    const plot = clippedPlot.content(contextOf([clips]));
    assert.equal(plot?.y.brief(0.0005), '0.05%');
  });
});

describe('the loss', () => {
  const units = ['token', 'bits', 'perplexity', 'window'] as const;
  const long = { settings: { ...defaults, 'training.sequenceLength': 50 } };
  const labels = (runs: readonly RunData[]) =>
    units.map(lossUnit => lossPlot.content(contextOf(runs, { lossUnit }))?.title);

  it('is drawn in nats per token; other units can be chosen', () => {
    assert.equal(lossPlot.content(contextOf([run('a')]))?.title, 'Loss (nats per token)');
    assert.deepEqual(labels([run('a')]), [
      'Loss (nats per token)',
      'Bits per character',
      'Perplexity',
      'Loss (nats per window of 25)',
    ]);
  });

  it('of runs with windows of different lengths has no sum over a window', () => {
    const runs = [run('a'), run('b', long)];
    assert.equal(labels(runs)[3], 'Loss (nats per token)');
    const [a, b] = lossPlot.content(contextOf(runs))?.curves.filter(({ style }) => style !== 'raw') ?? [];
    close(a.data.at(90), 2 * b.data.at(90));
  });

  it('ends where the figures of the run end, whatever smoothing the light curve has', () => {
    // The record is newer than the last row, because not every update is measured.
    const smoothLoss = run('a').table.last('smoothLoss') - 1;
    const done = run('a', { state: 'done', iteration: 97, smoothLoss });
    const { loss, bits, perplexity } = figuresOf(done.record);
    const ends = units.map(lossUnit => {
      const curves = lossPlot.content(contextOf([done], { lossUnit, smoothing: 0.5 }))?.curves;
      return curves?.find(({ style }) => style === 'line')?.data.at(Number.POSITIVE_INFINITY) ?? Number.NaN;
    });
    for (const [i, end] of [loss, bits, perplexity, smoothLoss].entries()) close(ends[i], end);
    const metric = metricsOf(new PageTexts()).find(({ key }) => key === 'loss');
    assert.ok(metric);
    close(summarise(done, metric, 'last', new SeriesStore()), loss);
    close(lossOf(done.record), loss);
  });

  it('of a failed run ends at its checkpoint, as its figures do, also on held-out text', () => {
    const last = { iteration: 50, loss: 2, error: 0.1 };
    const validation = { last, best: { iteration: 20, loss: 1.5 } };
    const failed = run('a', { state: 'failed', iteration: 50, smoothLoss: 40, validation });
    const columns = ['iteration', 'smoothLoss', 'loss', 'validationLoss', 'validationError'];
    // This row was measured after the checkpoint.
    failed.table.append({ columns, values: Float64Array.from([90, 1e9, 1e9, 25, 1]) });
    const curves = lossPlot.content(contextOf([failed]))?.curves.filter(({ style }) => style !== 'raw') ?? [];
    const end = Number.POSITIVE_INFINITY;
    const ends = curves.map(({ data }) => [data.at(end), data.errorAt?.(end)]);
    for (const [i, expected] of [
      [40 / 25, Number.NaN],
      [2, 0.1],
    ].entries())
      assert.deepEqual(ends[i], expected);
    const found = (key: string, summary: 'last' | 'best') => {
      const metric = metricsOf(new PageTexts()).find(each => each.key === key) ?? assert.fail();
      return summarise(failed, metric, summary, new SeriesStore());
    };
    assert.deepEqual([found('validation', 'last'), found('validation', 'best')], [2, 1.5]);
    assert.equal(found('loss', 'last'), 40 / 25);
  });
});

describe('thresholds of clipping', () => {
  it('show their current values, and only for runs that clip by norm', () => {
    const byNorm = { ...defaults, 'training.gradientClipBy': 'norm' };
    const runs = [
      run('a'),
      run('b'),
      run('c', { gradientClip: 2, settings: byNorm }),
      run('d', { gradientClip: 2, settings: byNorm }),
    ];
    const rules = normsPlot.content(contextOf(runs))?.rules;
    // The threshold of run `a` applies to single elements. It does not limit the norm, so the plot has no
    // line for it.
    assert.deepEqual(rules, [{ value: 2, label: 'Clip threshold 2' }]);
  });
});

describe('the settings of a run', () => {
  const listed = (settings: RunSettings, change: Partial<ShownRun> = {}) =>
    listedSettings(record({ settings: { ...defaults, ...settings }, ...change }), defaults)
      .filter(isChanged)
      .map(({ name, value }) => `${name} ${value}`);

  it('are listed if they differ from the defaults and have an effect', () => {
    assert.deepEqual(listed({}), []);
    assert.deepEqual(listed({ 'model.hidden': 50, 'model.forgetBias': 2 }), ['model.hidden 50']);
    const lstm = { 'model.cell': 'lstm', 'model.forgetBias': 2 };
    assert.deepEqual(listed(lstm), ['model.cell lstm', 'model.forgetBias 2']);
    const validation = { 'validation.fraction': 0.2, 'validation.patience': 3 };
    assert.deepEqual(listed(validation), ['validation.fraction 0.2', 'validation.patience 3']);
    // A validation text replaces the fraction, which then has no effect.
    const { text } = record();
    assert.deepEqual(listed(validation, { validationText: text }), ['validation.patience 3']);
  });

  it('include a setting that this version no longer has', () => {
    assert.deepEqual(listed({ 'model.retired': 1 }), ['model.retired 1']);
  });

  it('are compared with the default learning rate of their own optimizer', () => {
    const { 'training.learningRate': _, ...unset } = defaults;
    const rate = (learningRate: number) => {
      const settings = { 'training.optimizer': 'adam', 'training.learningRate': learningRate };
      return listedSettings(record({ settings }), unset).filter(isChanged).length;
    };
    // Only the optimizer differs from the defaults.
    assert.equal(rate(learningRates.adam), 1);
    assert.equal(rate(2 * learningRates.adam), 2);
  });
});

describe('the learning rate', () => {
  /** Returns a run with these learning rates, one per row. */
  const scheduled = (id: string, rates: readonly number[]) => {
    const values = Float64Array.from(rates.flatMap((rate, i) => [i, rate, 1000 + 1000 * i]));
    const columns = ['iteration', 'learningRate', 'tokensPerSecond'];
    return new RunData(record({ id }), { ...history, metrics: { columns, values } }, 0);
  };
  const constant = scheduled('a', [0.1, 0.1, 0.1]);
  const lower = scheduled('b', [0.01, 0.01, 0.01]);
  const falling = scheduled('c', [0.1, 0.05, 0.025]);

  it('is stated in words while it is constant in every run, and plotted once it changes in one', () => {
    const plotted = (...runs: RunData[]) => learningRatePlot.content(contextOf(runs))?.title;
    const said = (...runs: RunData[]) => steadyTexts(contextOf(runs));
    assert.equal(plotted(constant), undefined);
    assert.deepEqual(said(constant), ['Learning rate: 0.1, constant', 'Tokens/s: 1K to 3K']);
    assert.equal(plotted(constant, lower), undefined);
    assert.equal(said(constant, lower)[0], 'Learning rate: 0.01 to 0.1, constant');
    assert.equal(plotted(constant, falling), 'Learning rate');
    assert.deepEqual(said(constant, falling), ['Tokens/s: 1K to 3K']);
  });

  it('is not stated for a run without measurements', () => {
    assert.deepEqual(steadyTexts(contextOf([scheduled('a', [])])), []);
  });
});

describe('gradient flow', () => {
  const falling = (share: number) => Array.from({ length: 11 }, (_, k) => 2 * share ** k);

  it('is judged by the layer that keeps most of the gradient', () => {
    assert.equal(reachOf([falling(0.1), falling(0.5)]).kind, 'vanishes');
    assert.equal(reachOf([falling(0.1), falling(0.9)]).kind, 'reaches');
    assert.equal(reachOf([falling(0.1), falling(2)]).kind, 'explodes');
    assert.equal(reachOf([[2, 0, 0]]).kind, 'none');
    const { lag, share } = reachOf([falling(0.9)]);
    assert.equal(lag, 10);
    close(share, 0.9 ** 10);
  });

  it('vanishes from the lag at which less than 1 % is left in every layer', () => {
    assert.equal(vanishingLag([falling(0.5)]), 7);
    assert.equal(vanishingLag([falling(0.1), falling(0.5)]), 7);
    assert.equal(vanishingLag([falling(0.9)]), undefined);
    // A norm that is large again later has not vanished.
    assert.equal(vanishingLag([[1, 0.001, 0.5, 0.001]]), 3);
    assert.equal(vanishingLag([[0, 0, 0]]), 0);
  });
});

describe('a validation', () => {
  it('has its standard error in every measure', () => {
    const { perplexity, bits } = validationFigures({ iteration: 1, loss: Math.log(8), error: 0.01 });
    close(perplexity.value, 8);
    close(perplexity.error ?? 0, 0.08);
    close(bits.value, 3);
    close(bits.error ?? 0, 0.01 / Math.LN2);
    assert.equal(validationFigures({ iteration: 1, loss: 2 }).bits.error, undefined);
  });
});
