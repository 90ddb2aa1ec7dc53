import assert from 'node:assert/strict';
import type { ReaderWorker } from '../../src/extension/core/readerWorker';
import { RunManager } from '../../src/extension/core/runManager';
import type { StorageWorker } from '../../src/extension/core/storageWorker';
import type { Workers } from '../../src/extension/workerClients/workers';
import type { RunRecord } from '../../src/protocol/run';
import { record } from '../webview/preview/run';

/**
 * A store whose lists of runs arrive only when the test sends them. Other requests can then be answered
 * earlier.
 */
class SlowStore {
  readonly lists: ((records: readonly RunRecord[]) => void)[] = [];
  private readonly channel = {
    request: (method: string, params: unknown): unknown => {
      if (method === 'list') return new Promise(resolve => this.lists.push(resolve));
      if (method === 'label') return this.labelled(params as { id: string; labels: Partial<RunRecord> });
      return Promise.resolve();
    },
  };

  constructor(private readonly records: readonly RunRecord[]) {}

  manager(): RunManager {
    const storage = { channel: this.channel, dispose: async () => {} } as unknown as StorageWorker;
    const reader = { stop: async () => {} } as unknown as ReaderWorker;
    return new RunManager({} as Workers, storage, reader);
  }

  /** Resolves when `count` lists were requested. */
  async requested(count: number): Promise<void> {
    while (this.lists.length < count) await new Promise(setImmediate);
  }

  private async labelled({ id, labels }: { id: string; labels: Partial<RunRecord> }): Promise<RunRecord> {
    const found = this.records.find(each => each.id === id) ?? assert.fail(id);
    return { ...found, ...labels };
  }
}

const [first, second] = ['a', 'b'].map(id => record({ id, name: id, state: 'paused' }));

/** Returns a run manager that knows the newest runs and still waits for the list of all runs. */
async function loading(): Promise<{ store: SlowStore; manager: RunManager; loaded: Promise<void> }> {
  const store = new SlowStore([first, second]);
  const manager = store.manager();
  const loaded = manager.load();
  await store.requested(1);
  store.lists[0]([first, second]);
  await store.requested(2);
  return { store, manager, loaded };
}

describe('a late answer of the store', () => {
  it('does not restore a run that was deleted meanwhile', async () => {
    const { store, manager, loaded } = await loading();
    await manager.remove(['a']);
    store.lists[1]([first, second]);
    await loaded;
    assert.deepEqual(
      manager.runs.map(({ id }) => id),
      ['b'],
    );
  });

  it('does not undo a label that was given meanwhile', async () => {
    const { store, manager, loaded } = await loading();
    await manager.label('a', { name: 'renamed', starred: true });
    store.lists[1]([first, second]);
    await loaded;
    assert.deepEqual([manager.run('a')?.name, manager.run('a')?.starred], ['renamed', true]);
  });

  it('does not replace a later answer, which is shown', async () => {
    const { store, manager, loaded } = await loading();
    store.lists[1]([first, second]);
    await loaded;
    const refreshes = [manager.refresh(['a']), manager.refresh(['a'])];
    await store.requested(4);
    store.lists[3]([{ ...first, iteration: 30 }]);
    store.lists[2]([{ ...first, iteration: 20 }]);
    await Promise.all(refreshes);
    assert.equal(manager.run('a')?.iteration, 30);
    const last = manager.refresh(['a', 'b']);
    store.lists[4]([{ ...first, iteration: 40 }]);
    await last;
    assert.equal(manager.run('a')?.iteration, 40);
    assert.equal(manager.run('b'), undefined);
  });

  it('does not remove a run that was restored meanwhile', async () => {
    const { store, manager, loaded } = await loading();
    store.lists[1]([first, second]);
    await loaded;
    const [late, early] = [manager.refresh(['a']), manager.refresh(['a'])];
    store.lists[3]([first]);
    await early;
    store.lists[2]([]);
    await late;
    assert.ok(manager.run('a'));
  });
});
