import assert from 'node:assert/strict';
import type { RunManager } from '../../src/extension/core/runManager';
import { RunQueue } from '../../src/extension/core/runQueue';
import type { RunRecord, RunState } from '../../src/protocol/run';

/** The runs of this window and of other windows, without workers. */
class FakeRuns {
  private readonly records = new Map<string, Pick<RunRecord, 'id' | 'state' | 'elsewhere'>>();
  private readonly listeners = new Set<() => void>();
  readonly stopped: string[] = [];
  readonly runManager = {
    onDidChange: (listener: () => void) => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    },
    run: (id: string) => this.records.get(id),
    isLive: (id: string) => this.records.get(id)?.elsewhere !== true,
    stop: async (id: string) => {
      this.stopped.push(id);
      this.set(id, 'stopped');
    },
  };

  /** The ids of all runs that have begun to train, in order. */
  readonly begun: string[] = [];

  get manager(): RunManager {
    const runs = this.records;
    return Object.defineProperty(this.runManager, 'runs', {
      get: () => [...runs.values()],
    }) as unknown as RunManager;
  }

  set(id: string, state: RunState, elsewhere = false): void {
    this.records.set(id, { id, state, ...(elsewhere && { elsewhere }) });
    for (const listener of this.listeners) listener();
  }

  /** Returns runs for the queue. Each is training as soon as it begins. */
  waiting(...ids: string[]) {
    return ids.map(id => ({
      id,
      begin: async () => {
        this.begun.push(id);
        this.set(id, 'running');
        return id;
      },
    }));
  }
}

const settled = () => new Promise<void>(resolve => setImmediate(resolve));

describe('the queue of runs', () => {
  function queueOf(cores = 2) {
    const runs = new FakeRuns();
    return { runs, queue: new RunQueue(runs.manager, async () => cores) };
  }

  it('begins as many as there are cores, and another when one ends', async () => {
    const { runs, queue } = queueOf();
    const group = queue.add(runs.waiting('a', 'b', 'c', 'd'));
    await settled();
    assert.deepEqual(runs.begun, ['a', 'b']);
    runs.set('a', 'done');
    await settled();
    assert.deepEqual(runs.begun, ['a', 'b', 'c']);
    runs.set('b', 'failed');
    // Pausing the run frees its core.
    runs.set('c', 'paused');
    await settled();
    assert.deepEqual(runs.begun, ['a', 'b', 'c', 'd']);
    runs.set('d', 'done');
    await group.done;
  });

  it('counts runs of the user and of other windows, but always trains one', async () => {
    const { runs, queue } = queueOf();
    runs.set('own', 'running');
    runs.set('other', 'running', true);
    queue.add(runs.waiting('a', 'b'));
    await settled();
    assert.deepEqual(runs.begun, ['a']);
    runs.set('own', 'paused');
    await settled();
    assert.deepEqual(runs.begun, ['a']);
    runs.set('other', 'done', true);
    await settled();
    assert.deepEqual(runs.begun, ['a', 'b']);
  });

  it('trains at most as many runs of a group as its limit, and begins others meanwhile', async () => {
    const { runs, queue } = queueOf(3);
    queue.add(runs.waiting('a', 'b'), { limit: 1 });
    queue.add(runs.waiting('c', 'd'));
    await settled();
    assert.deepEqual(runs.begun, ['a', 'c', 'd']);
    runs.set('a', 'done');
    await settled();
    assert.deepEqual(runs.begun, ['a', 'c', 'd', 'b']);
  });

  it('passes over runs that have nothing to train', async () => {
    const { queue } = queueOf();
    const nothing = { begin: async () => undefined };
    await queue.add([nothing, nothing, nothing]).done;
    await queue.add([]).done;
  });

  it('stops a group: begins no further run, and stops those that train or were about to', async () => {
    const { runs, queue } = queueOf();
    let begin: () => void = () => undefined;
    const late = {
      id: 'late',
      begin: async () => {
        await new Promise<void>(resolve => {
          begin = resolve;
        });
        runs.set('late', 'running');
        return 'late';
      },
    };
    const group = queue.add([...runs.waiting('a'), late, ...runs.waiting('b')]);
    await settled();
    const stopping = group.stop();
    begin();
    await Promise.all([stopping, group.done]);
    await settled();
    assert.deepEqual([runs.begun, runs.stopped], [['a'], ['a', 'late']]);
  });

  it('ends a group with the first error, and continues with the others', async () => {
    const { runs, queue } = queueOf(1);
    const broken = { begin: () => Promise.reject(new Error('the disk is full')) };
    const group = queue.add([broken, ...runs.waiting('a')]);
    queue.add(runs.waiting('b'));
    await assert.rejects(group.done, /the disk is full/);
    await settled();
    assert.deepEqual(runs.begun, ['b']);
  });

  it('begins nothing after the window closes', async () => {
    const { runs, queue } = queueOf(1);
    queue.add(runs.waiting('a', 'b'));
    await settled();
    queue.close();
    runs.set('a', 'paused');
    await settled();
    assert.deepEqual(runs.begun, ['a']);
  });

  it('says whose failures are not to be reported one by one, until they were', async () => {
    const { runs, queue } = queueOf(1);
    queue.add(runs.waiting('a'), { isQuiet: true });
    await settled();
    runs.set('a', 'failed');
    assert.ok(queue.isQuiet('a'), 'also of the last run of a group');
    await settled();
    assert.ok(!queue.isQuiet('a'));
  });
});
