import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { StorageEvents, StorageRequests } from '../../src/protocol/storage';
import { messagePort } from '../../src/workers/messagePort';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { serveStorage } from '../../src/workers/storage';
import { exported } from '../export/support/runs';

describe('the runs that the editor lists', () => {
  it('are those of language models and of networks that label texts', async () => {
    const storeFolder = fs.mkdtempSync(join(tmpdir(), 'elman-labels-'));
    const wire = new MessageChannel();
    try {
      const store = new RunStore(new NodeFileSystem(storeFolder));
      const [{ record }, { record: other }] = [exported(1), exported(2)];
      await store.create(record, new TextEncoder().encode('a text'));
      const labelling = { task: 'classify', count: 2 } as const;
      await store.create(
        { ...other, id: `${other.id}-labels`, labelling },
        new TextEncoder().encode('x\ta text'),
      );
      serveStorage(messagePort(wire.port1), {
        role: 'storage',
        storeFolder,
        kernelFolder: 'media',
        training: 0,
      });
      const storage = new Channel<StorageRequests, StorageEvents, Nothing, Nothing>(
        messagePort(wire.port2),
        {},
        error => console.error(error),
      );
      const listed = await storage.request('list', {});
      assert.deepEqual(listed.map(({ id }) => id).sort(), [record.id, `${other.id}-labels`].sort());
      await store.remove(`${other.id}-labels`, '2026-03-03T03:04:05.000Z');
      const removed = await storage.request('removed', undefined);
      assert.deepEqual(
        removed.map(({ id }) => id),
        [`${other.id}-labels`],
      );
    } finally {
      wire.port1.close();
      wire.port2.close();
      fs.rmSync(storeFolder, { recursive: true });
    }
  });
});
