import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ShownRun } from '../../src/protocol/dashboard';
import type { MetricsBlock, Sample } from '../../src/protocol/run';
import { figuresOf, Model } from '../../webview/model';
import { record } from './preview/run';

const COLUMNS = ['iteration', 'loss'];
const block = (rows: readonly (readonly number[])[]): MetricsBlock => ({
  columns: COLUMNS,
  values: Float64Array.from(rows.flat()),
});
const translations = {};
const language = 'en';
const defaults = {};

type News =
  | { readonly kind: 'snapshot'; readonly id: string }
  | {
      readonly kind: 'metrics';
      readonly id: string;
      readonly from: number;
      readonly losses: readonly number[];
    }
  | { readonly kind: 'sample'; readonly id: string; readonly sample: Sample }
  | { readonly kind: 'run'; readonly id: string; readonly iteration: number };

const id = fc.constantFrom('a', 'b');
const iteration = fc.nat(30);
const news: fc.Arbitrary<News> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('snapshot' as const), id }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('metrics' as const),
      id,
      from: iteration,
      losses: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sample' as const),
      id,
      sample: fc.record({ iteration, text: fc.string() }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('run' as const), id, iteration }) },
);

/** The same by maps from the iteration: what is new drops everything from its iteration on. */
class Oracle {
  run: ShownRun | undefined;
  losses = new Map<number, number>();
  samples = new Map<number, string>();

  hear(told: News): void {
    if (told.kind === 'snapshot') Object.assign(this, new Oracle(), { run: record({ id: told.id }) });
    if (told.id !== this.run?.id) return;
    if (told.kind === 'run') this.run = record({ id: told.id, iteration: told.iteration });
    if (told.kind === 'sample') put(this.samples, told.sample.iteration, told.sample.text);
    if (told.kind === 'metrics')
      for (const [i, loss] of told.losses.entries()) put(this.losses, told.from + i, loss);
  }
}

function put<T>(map: Map<number, T>, at: number, value: T): void {
  for (const key of map.keys()) if (key >= at) map.delete(key);
  map.set(at, value);
}

function tell(model: Model, told: News): void {
  if (told.kind === 'snapshot')
    model.snapshot({ run: record({ id: told.id }), translations, language, defaults });
  if (told.kind === 'run') model.record(record({ id: told.id, iteration: told.iteration }));
  if (told.kind === 'sample') model.sample(told);
  if (told.kind === 'metrics')
    model.metrics({ id: told.id, block: block(told.losses.map((loss, i) => [told.from + i, loss])) });
}

describe('the dashboard model', () => {
  it('holds what a map from iterations holds, whatever is told in whatever order', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 40 }), all => {
        const model = new Model();
        const oracle = new Oracle();
        for (const told of all) {
          tell(model, told);
          oracle.hear(told);
        }
        assert.deepEqual(model.run, oracle.run);
        assert.deepEqual(Array.from(model.table.column('iteration')), [...oracle.losses.keys()]);
        assert.deepEqual(Array.from(model.table.column('loss')), [...oracle.losses.values()]);
        assert.deepEqual(
          model.samples.map(sample => [sample.iteration, sample.text]),
          [...oracle.samples],
        );
      }),
    );
  });

  it('follows the latest sample until an older one is chosen, and again when the latest is', () => {
    const model = new Model();
    model.snapshot({ run: record({ id: 'a' }), translations, language, defaults });
    const draw = (at: number) => model.sample({ id: 'a', sample: { iteration: at, text: `${at}` } });
    for (const at of [0, 10, 20]) draw(at);
    assert.equal(model.shownSample?.text, '20');
    model.chooseSample(0);
    draw(30);
    assert.equal(model.shownSample?.text, '0');
    model.chooseSample(3);
    draw(40);
    assert.equal(model.shownSample?.text, '40');
  });

  it('keeps the chosen sample when the same run is told anew, not when another is', () => {
    const model = new Model();
    const samples = [0, 10, 20].map(at => ({ iteration: at, text: `${at}` }));
    const snapshot = (of: string) =>
      model.snapshot({
        run: record({ id: of }),
        history: { metrics: block([]), samples, events: [] },
        defaults,
        translations,
        language,
      });
    snapshot('a');
    model.chooseSample(1);
    snapshot('a');
    assert.equal(model.shownSampleIndex, 1);
    snapshot('b');
    assert.equal(model.shownSampleIndex, 2);
  });

  it('tells the figures of the last measurement while the run trains, and those of its record else', () => {
    const model = new Model();
    const columns = ['iteration', 'smoothLoss', 'tokensPerSecond', 'elapsed'];
    const values = Float64Array.from([50, 90, 1000, 400, 60, 80, 1100, 500]);
    const before = record({ id: 'a', iteration: 55, smoothLoss: 85 });
    model.snapshot({
      run: before,
      history: { metrics: { columns, values }, samples: [], events: [] },
      defaults,
      translations,
      language,
    });
    assert.deepEqual(model.latest, {
      ...before,
      iteration: 60,
      smoothLoss: 80,
      tokensPerSecond: 1100,
      elapsed: 500,
    });
    for (const news of [{ iteration: 61 }, { iteration: 55, state: 'paused' as const }]) {
      const after = record({ id: 'a', ...news });
      model.record(after);
      assert.equal(model.latest, after);
    }
  });

  it('forgets a choice that a rewound run no longer has', () => {
    const model = new Model();
    model.snapshot({ run: record({ id: 'a' }), translations, language, defaults });
    for (const at of [0, 10, 20, 30]) model.sample({ id: 'a', sample: { iteration: at, text: `${at}` } });
    model.chooseSample(2);
    model.sample({ id: 'a', sample: { iteration: 10, text: 'again' } });
    assert.equal(model.shownSample?.text, 'again');
    assert.ok(model.followsLatest);
  });
});

describe('the figures of a run', () => {
  const settings = { 'training.sequenceLength': 25, 'training.batch': 2, 'training.maxIterations': 1000 };

  it('are per token, and tell the time left', () => {
    const run = record({
      settings,
      smoothLoss: 25 * Math.log(8),
      iteration: 400,
      tokensPerSecond: 1000,
    });
    const figures = figuresOf(run);
    assert.ok(Math.abs(figures.perplexity - 8) < 1e-9);
    assert.ok(Math.abs(figures.bits - 3) < 1e-12);
    assert.equal(figures.timeLeft, 30_000); // 600 updates of 50 tokens
  });

  it('tell no time without a limit or a speed', () => {
    const unlimited = record({ settings: { ...settings, 'training.maxIterations': 0 } });
    assert.equal(figuresOf(unlimited).timeLeft, undefined);
    assert.equal(figuresOf(record({ settings, tokensPerSecond: 0 })).timeLeft, undefined);
  });
});
