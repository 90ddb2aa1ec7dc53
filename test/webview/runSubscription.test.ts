import assert from 'node:assert/strict';
import { RunSubscription, type RunSubscriptionPorts } from '../../src/extension/dashboard/runSubscription';
import { type RunUpdate, recordUpdate } from '../../src/protocol/runUpdate';
import type { StoredHistory } from '../../src/protocol/storage';
import { record } from './preview/run';
import { FakeRunManager } from './support/fakeRunManager';

/** Returns a history with one row per iteration, up to an iteration. */
function historyTo(iteration: number): StoredHistory {
  const values = Float64Array.from({ length: iteration }, (_, i) => i);
  return { metrics: { columns: ['iteration'], values }, samples: [], changes: [] };
}

describe('the subscription to a run that trains in another window', () => {
  it('never sends a history that was read before a newer one', async () => {
    let run = record({ id: 'a', iteration: 10 });
    const reads: ((history: StoredHistory) => void)[] = [];
    const sent: number[] = [];
    let update: (news: RunUpdate) => void = () => assert.fail('nobody listens');
    const ports: RunSubscriptionPorts = {
      runManager: {
        run: () => run,
        isLive: () => false,
        history: () => new Promise(resolve => reads.push(resolve)),
        onDidUpdate: listener => {
          update = listener;
          return { dispose() {} };
        },
      },
      later: () => () => {},
      send: (name, payload) => {
        if (name === 'opened' && 'history' in payload) sent.push(payload.history.metrics.values.length);
      },
      report: error => assert.fail(String(error)),
    };
    const subscription = new RunSubscription('a', ports);
    const opening = subscription.open();
    reads[0](historyTo(10));
    await opening;
    for (const iteration of [20, 30]) {
      run = { ...run, iteration };
      update(recordUpdate(run));
    }
    assert.equal(reads.length, 3);
    reads[2](historyTo(30));
    // The earlier of two requests is answered last.
    reads[1](historyTo(20));
    await new Promise(setImmediate);
    assert.deepEqual(sent, [10, 30]);
    subscription.dispose();
  });
});

describe('the subscription to a run', () => {
  it('sends its new name when other runs rename it', async () => {
    const fake = new FakeRunManager();
    fake.start('a');
    const names: (string | undefined)[] = [];
    let flush = () => {};
    const subscription = new RunSubscription('a', {
      runManager: fake.runManager,
      later: action => {
        flush = action;
        return () => {};
      },
      send: (name, payload) => {
        if (name === 'update' && 'kind' in payload && payload.kind === 'record')
          names.push(payload.record.shown?.short);
      },
      report: error => assert.fail(String(error)),
    });
    await subscription.open();
    const run = fake.runs.get('a') ?? assert.fail();
    run.record = { ...run.record, shown: { short: 'elman tanh 100', full: 'elman tanh 100 · fox.txt' } };
    for (const id of ['b', 'c']) {
      // The start of run `b` changes the name of run `a`, which is sent. The start of run `c` changes no name.
      fake.start(id);
      flush();
    }
    assert.deepEqual(names, ['elman tanh 100']);
    subscription.dispose();
  });
});
