import assert from 'node:assert/strict';
import { progressOf, secondsLeft } from '../../src/extension/experiments/experimentProgress';
import type { FailureKind, RunRecord, RunState } from '../../src/protocol/run';

const settings = { 'training.maxIterations': 100 };
const runs = ['a', 'b', 'c', 'd', 'e'].map(id => ({ id, text: 't', settings }));

/** Returns the progress of five runs, of which these were started. */
function progress(
  started: Readonly<Record<string, readonly [state: RunState, iteration: number, failure?: FailureKind]>>,
  { share = 1, dropped = 0 } = {},
) {
  const recordOf = (id: string) => {
    const found = started[id];
    const [state, iteration, kind] = found ?? [];
    const failure = kind && { kind, template: 'The reason.', args: [] };
    return found && ({ id, state, iteration, settings, failure } as unknown as RunRecord);
  };
  return progressOf({ runs, share }, recordOf, dropped);
}

describe('the progress of the runs of an experiment', () => {
  it('counts them by their states, and unfinished ones as work by their share of iterations', () => {
    const { work, ...counts } = progress({
      ...{ a: ['done', 100], b: ['failed', 10, 'exploded'] },
      ...{
        c: ['running', 25],
        d: ['interrupted', 50],
        e: ['failed', 50, 'other'],
      },
    });
    assert.deepEqual(counts, {
      total: 5,
      done: 1,
      failed: 1,
      training: 1,
      unfinished: 2,
      dropped: 0,
      allWork: 5,
    });
    assert.equal(work, 3.25);
  });

  it('estimates the time left by the work since the start, not by what was done before', () => {
    const start = progress({ a: ['done', 100], b: ['done', 100] });
    const now = progress({ a: ['done', 100], b: ['done', 100], c: ['running', 50], d: ['running', 50] });
    assert.equal(secondsLeft(start, now, 10_000), 20);
  });

  it('expects only a share of the work with successive halving, and counts dropped runs separately', () => {
    const halving = { share: 0.5, dropped: 1 };
    const now = progress({ a: ['running', 50], b: ['paused', 25], c: ['paused', 25] }, halving);
    assert.deepEqual([now.dropped, now.unfinished, now.allWork], [1, 1, 2.5]);
    assert.equal(secondsLeft(progress({}, halving), now, 10_000), 15);
  });

  it('has no estimate in the first seconds, or before anything was done', () => {
    const start = progress({});
    const now = progress({ a: ['running', 50] });
    assert.equal(secondsLeft(start, now, 2000), undefined);
    assert.equal(secondsLeft(start, start, 60_000), undefined);
  });
});
