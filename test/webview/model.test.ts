import assert from 'node:assert/strict';
import { figuresOf } from '../../src/charts/runs/lossEstimate';
import type { StoredHistory } from '../../src/protocol/storage';
import { DashboardModel } from '../../webview/dashboardModel';
import { record } from './preview/run';

const nothing: StoredHistory = {
  metrics: { columns: [], values: new Float64Array() },
  samples: [],
  changes: [],
};
const samplesAt = (...iterations: number[]) => iterations.map(at => ({ iteration: at, text: `${at}` }));

/** Returns the model of a page that has received these runs. The first one is the current run. */
function modelOf(...ids: string[]): DashboardModel {
  const model = new DashboardModel();
  const shown = { ids, current: ids[0], follows: true, pinned: false };
  model.snapshot({ shown, defaults: {}, translations: {}, language: 'en' });
  for (const id of ids) model.open({ run: record({ id }), history: nothing });
  return model;
}

describe('the dashboard model', () => {
  const draw = (model: DashboardModel, at: number, id = 'a') =>
    model.update({ id, kind: 'sample', sample: samplesAt(at)[0] });

  it('follows the latest sample until the user chooses an older one, and again after they choose the latest', () => {
    const model = modelOf('a');
    for (const at of [0, 10, 20]) draw(model, at);
    assert.equal(model.shownSample?.text, '20');
    model.chooseSample(0);
    draw(model, 30);
    assert.equal(model.shownSample?.text, '0');
    model.chooseSample(3);
    draw(model, 40);
    assert.equal(model.shownSample?.text, '40');
  });

  it('keeps the chosen sample when the same run is sent again, but not when another run is shown', () => {
    const model = modelOf('a', 'b');
    const history = { ...nothing, samples: samplesAt(0, 10, 20) };
    for (const id of ['a', 'b']) model.open({ run: record({ id }), history });
    model.chooseSample(1);
    model.open({ run: record({ id: 'a' }), history });
    assert.equal(model.shownSampleIndex, 1);
    model.show({ ids: ['a', 'b'], current: 'b', follows: true, pinned: false });
    assert.equal(model.shownSampleIndex, 2);
  });

  it("shows every run's sample of the chosen time", () => {
    const model = modelOf('a', 'b');
    for (const at of [0, 10, 20]) draw(model, at);
    for (const at of [5, 15, 25]) draw(model, at, 'b');
    model.chooseSample(1);
    assert.deepEqual(
      model.runs.map(run => model.sampleOf(run)?.iteration),
      [10, 5],
    );
  });

  it('forgets the choice of a sample that a rewound run no longer has', () => {
    const model = modelOf('a');
    for (const at of [0, 10, 20, 30]) draw(model, at);
    model.chooseSample(2);
    model.update({ id: 'a', kind: 'sample', sample: { iteration: 10, text: 'again' } });
    assert.equal(model.shownSample?.text, 'again');
    assert.ok(model.followsLatest);
  });

  it('is loading until the host has answered and the current run has arrived', () => {
    const snapshot = (ids: string[]) => ({
      shown: { ids, current: ids[0], follows: true, pinned: false },
      defaults: {},
      translations: {},
      language: 'en',
    });
    const [some, none, failed] = [new DashboardModel(), new DashboardModel(), new DashboardModel()];
    // Without a snapshot, the page does not know whether there is a run.
    assert.ok(some.isLoading);
    some.snapshot(snapshot(['a']));
    assert.ok(some.isLoading);
    some.open({ run: record({ id: 'a' }), history: nothing });
    assert.ok(!some.isLoading);
    none.snapshot(snapshot([]));
    assert.ok(!none.isLoading);
    failed.fail();
    assert.ok(!failed.isLoading);
  });

  it('gives every run its own colour, which it keeps when others are removed', () => {
    const model = modelOf('a', 'b', 'c');
    const colors = () => model.runs.map(({ color }) => color);
    assert.deepEqual(colors(), [0, 1, 2]);
    model.show({ ids: ['b', 'c', 'd'], current: 'b', follows: true, pinned: false });
    model.open({ run: record({ id: 'd' }), history: nothing });
    model.open({ run: record({ id: 'b' }), history: nothing });
    assert.deepEqual(colors(), [1, 2, 0]);
  });
});

describe('the figures of a run', () => {
  const settings = { 'training.sequenceLength': 25, 'training.batch': 2, 'training.maxIterations': 1000 };

  it('are per token, and include the time left', () => {
    const run = record({
      settings,
      smoothLoss: 25 * Math.log(8),
      iteration: 400,
      tokensPerSecond: 1000,
      elapsed: 20_000,
    });
    const figures = figuresOf(run);
    assert.ok(Math.abs(figures.perplexity - 8) < 1e-9);
    assert.ok(Math.abs(figures.bits - 3) < 1e-12);
    // 600 updates of 50 tokens are left.
    assert.equal(figures.timeLeft, '0:30');
    // The time is unknown in the first seconds of a training.
    assert.equal(figuresOf({ ...run, elapsed: 0 }).timeLeft, undefined);
    assert.equal(figuresOf({ ...run, state: 'paused' }).timeLeft, undefined);
  });

  it('include no time left without a limit or a speed', () => {
    const unlimited = record({ settings: { ...settings, 'training.maxIterations': 0 }, elapsed: 9000 });
    assert.equal(figuresOf(unlimited).timeLeft, undefined);
    assert.equal(figuresOf(record({ settings, tokensPerSecond: 0, elapsed: 9000 })).timeLeft, undefined);
  });
});
