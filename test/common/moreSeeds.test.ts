import assert from 'node:assert/strict';
import { conditionsOf } from '../../src/common/conditions';
import { planSeeds } from '../../src/common/moreSeeds';
import type { RunRecord } from '../../src/protocol/run';
import { defaults, record } from '../webview/preview/run';

/** Returns a run with these settings. Its name consists of the activation and the seed. */
function run(activation: string, seed: number, more: Partial<RunRecord> = {}): RunRecord {
  const settings = { ...defaults, 'model.activation': activation, 'training.seed': seed };
  return record({ id: `${activation}${seed}`, state: 'done', settings, ...more });
}

describe('conditions', () => {
  const ids = (...runs: readonly RunRecord[]) =>
    conditionsOf(runs, each => each).map(members => members.map(({ id }) => id));

  it('are runs whose settings differ only in the seed or the kernels', () => {
    const other = run('tanh', 3, { kernels: 'fma' });
    assert.deepEqual(ids(run('tanh', 1), run('relu', 1), run('tanh', 2), other), [
      ['tanh1', 'tanh2', 'tanh3'],
      ['relu1'],
    ]);
  });

  it('differ if their texts do, even if these have the same name', () => {
    const text = { ...record().text, fingerprint: 'another' };
    assert.deepEqual(ids(run('tanh', 1), run('tanh', 2, { text })), [['tanh1'], ['tanh2']]);
  });
});

describe('more seeds', () => {
  function plan(chosen: readonly RunRecord[], all: readonly RunRecord[], count: number) {
    const { missing, existing } = planSeeds(chosen, all, count);
    return {
      missing: missing.map(({ like, seed }) => [like.id, seed]),
      existing: existing.map(({ id }) => id),
    };
  }

  it('are the smallest unused numbers', () => {
    const first = run('tanh', 2);
    assert.deepEqual(plan([first], [first], 4), {
      missing: [
        ['tanh2', 1],
        ['tanh2', 3],
        ['tanh2', 4],
      ],
      existing: ['tanh2'],
    });
  });

  it('use the chosen run where others have the same seed, so that new runs join its comparison', () => {
    const [chosen, again] = [run('tanh', 1), run('tanh', 1, { id: 'again' })];
    assert.deepEqual(plan([chosen], [again, chosen], 2), { missing: [['tanh1', 2]], existing: ['tanh1'] });
  });

  it('are the same for all conditions; each trains the missing ones', () => {
    const [a, b, c] = [run('tanh', 1), run('logistic', 1), run('logistic', 7)];
    assert.deepEqual(plan([a, b], [c, b, a, run('relu', 5)], 3), {
      missing: [
        ['tanh1', 7],
        ['tanh1', 2],
        ['logistic1', 2],
      ],
      existing: ['tanh1', 'logistic1', 'logistic7'],
    });
  });

  it('replace those of failed runs', () => {
    const failed = run('tanh', 1, { state: 'failed' });
    assert.deepEqual(plan([failed], [failed], 2).missing, [
      ['tanh1', 1],
      ['tanh1', 2],
    ]);
  });

  it('find the chosen runs by their ids, in their current state', () => {
    const started = run('tanh', 1, { state: 'running' });
    assert.deepEqual(plan([started], [run('tanh', 1)], 1), { missing: [], existing: ['tanh1'] });
    const failed = run('tanh', 1, { state: 'failed' });
    assert.deepEqual(plan([started], [failed], 1).missing, [['tanh1', 1]]);
  });

  it('are none if there are enough', () => {
    const runs = [run('tanh', 1), run('tanh', 2), run('tanh', 3)];
    assert.deepEqual(plan([runs[0]], runs, 2), { missing: [], existing: ['tanh1', 'tanh2'] });
  });
});
