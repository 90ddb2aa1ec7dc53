import assert from 'node:assert/strict';
import type { Column } from '../../src/charts/comparison/columns';
import { NumberFormat } from '../../src/charts/format';
import { axisOf } from '../../src/charts/parallel/axis';
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
