import assert from 'node:assert/strict';
import { labelsOf } from '../../src/charts/comparison/labels';
import { RunData } from '../../src/charts/runs/runData';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, metrics, record } from '../webview/preview/run';

const run = (id: string, change: Partial<RunRecord>, settings: RunRecord['settings'] = {}) =>
  new RunData(
    record({ id, ...change, settings: { ...defaults, ...settings } }),
    { metrics: metrics(0, 100), samples: [], changes: [] },
    0,
  );

describe('labels of runs', () => {
  const labels = (...runs: readonly RunData[]) => [...labelsOf(runs).values()];

  it('are their names, as long as these differ', () => {
    assert.deepEqual(labels(run('a', { name: 'one' }), run('b', { name: 'two' })), ['one', 'two']);
  });

  it('distinguish runs of one name by their differing settings: words without, numbers with the name of the setting', () => {
    const name = 'fox.txt';
    assert.deepEqual(
      labels(
        run('a', { name }, { 'model.activation': 'tanh', 'model.hidden': 64 }),
        run('b', { name }, { 'model.activation': 'logistic', 'model.hidden': 64 }),
        run('c', { name }, { 'model.activation': 'logistic', 'model.hidden': 128 }),
        run('d', { name: 'other' }, { 'training.seed': 7 }),
      ),
      [
        'fox.txt · tanh · hidden 64',
        'fox.txt · logistic · hidden 64',
        'fox.txt · logistic · hidden 128',
        'other',
      ],
    );
  });

  it('are only what differs where all have one name', () => {
    const name = 'fox.txt';
    assert.deepEqual(labels(run('a', { name }), run('b', { name }, { 'model.activation': 'logistic' })), [
      'tanh',
      'logistic',
    ]);
  });

  it('number runs that do not differ', () => {
    assert.deepEqual(labels(run('a', { name: 'same' }), run('b', { name: 'same' })), [
      'same (1)',
      'same (2)',
    ]);
  });
});
