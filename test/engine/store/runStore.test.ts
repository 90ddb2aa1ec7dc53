import assert from 'node:assert/strict';
import { MemoryFileSystem } from '../../../src/engine/store/memoryFileSystem';
import { RunStore } from '../../../src/engine/store/runStore';
import { resumeSession } from '../../../src/engine/train/sessions';
import type { RunRecord } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';
import { FaultyFileSystem } from './support/faultyFileSystem';
import { Laboratory } from './support/laboratory';

/** A disk with a finished run, and a second one of the same text. */
async function twoRuns() {
  const disk = new MemoryFileSystem();
  const lab = new Laboratory(disk);
  const record = await lab.finish(await lab.start());
  const text = await lab.store.text(record);
  const twin: RunRecord = { ...record, id: 'twin', createdAt: '2026-01-03T03:04:05.000Z' };
  await lab.store.create(twin, text);
  return { disk, lab, store: lab.store, record, twin, text };
}

const checkpointsOf = async (disk: MemoryFileSystem, id: string) =>
  [...(await disk.list(`${id}/checkpoints`))].sort().map(name => Number.parseInt(name, 10));

describe('the store of runs', () => {
  it('lists the newest first, passes over what is no run, and renames', async () => {
    const { disk, store, record } = await twoRuns();
    const json = new TextEncoder().encode(JSON.stringify({ ...record, state: 'asleep' }));
    await disk.writeAtomic('damaged/run.json', json);
    await disk.writeAtomic('copied/run.json', new TextEncoder().encode(JSON.stringify(record)));
    await disk.append('.hidden/run.json', json);
    await disk.append('empty/metrics.jsonl', json);
    assert.equal((await store.rename(record.id, 'renamed')).name, 'renamed');
    assert.deepEqual(
      (await store.list()).map(({ id, name }) => [id, name]),
      [
        ['twin', 'a run'],
        [record.id, 'renamed'],
      ],
    );
    for (const id of ['damaged', 'copied']) await assert.rejects(store.read(id), /\(run\.json\) is damaged/);
    await assert.rejects(store.read('gone'), /no run "gone" any more/);
    for (const id of ['', '..', 'a/b', '.hidden', 'x'.repeat(129)]) {
      await assert.rejects(store.remove(id), UserError, id);
    }
  });

  it('removes a run, and its text with the last run that has it', async () => {
    const { disk, store, record, twin } = await twoRuns();
    await store.remove(record.id);
    await store.text(twin);
    await store.remove(twin.id);
    assert.deepEqual(await disk.list(''), []);
  });

  it('keeps a text that a run with a damaged record may need', async () => {
    const { disk, store, record, twin, text } = await twoRuns();
    await disk.writeAtomic('twin/run.json', new Uint8Array(9));
    await store.remove(record.id);
    await store.save(twin); // somebody mended it
    assert.deepEqual(await store.text(twin), text);
  });

  it('removes a run wholly from the list, or not at all, whenever it is killed, and never the text of another', async () => {
    for (let at = 0; at < 12; at++) {
      const { disk, record, twin, lab } = await twoRuns();
      const dying = new RunStore(new FaultyFileSystem(disk, { at, halfway: true, error: 'killed' }));
      await dying.remove(record.id).catch(() => undefined);
      const ids = (await lab.store.list()).map(({ id }) => id);
      assert.ok(ids.includes(twin.id), `call ${at}`);
      if (ids.includes(record.id)) await lab.store.loadCheckpoint(record.id);
      await lab.store.text(twin);
    }
  });

  it('stores a text anew where the stored one is damaged', async () => {
    const { disk, store, record, twin, text } = await twoRuns();
    await disk.writeAtomic(`texts/${record.text.fingerprint}.txt`, text.subarray(1));
    await assert.rejects(store.text(record), /missing or damaged/);
    await store.create({ ...twin, id: 'third' }, text);
    assert.deepEqual(await store.text(record), text);
  });

  it('loads an older checkpoint where the disk cannot read the newest, and says so if it can read none', async () => {
    const { disk, store, record } = await twoRuns();
    const [older, newest] = await checkpointsOf(disk, record.id);
    assert.equal((await store.loadCheckpoint(record.id)).iteration, newest);
    const broken = new RunStore(new FaultyFileSystem(disk, { at: 1, halfway: false, error: 'EIO' }));
    assert.equal((await broken.loadCheckpoint(record.id)).iteration, older);
    disk.read = () => Promise.reject(new Error('EIO'));
    await assert.rejects(store.loadCheckpoint(record.id), /EIO/);
  });

  it('keeps two checkpoints that are whole after going on past damaged ones', async () => {
    const { disk, lab, record } = await twoRuns();
    const [older, newest] = await checkpointsOf(disk, record.id);
    await disk.append(
      `${record.id}/checkpoints/${String(newest).padStart(12, '0')}.safetensors`,
      new Uint8Array(1),
    );
    const session = await resumeSession(lab.ports, record.id);
    assert.deepEqual(await checkpointsOf(disk, record.id), [older]);
    await lab.finish(session);
    assert.deepEqual(await checkpointsOf(disk, record.id), [older, newest]);
  });

  it('saves a checkpoint although an old one cannot be removed', async () => {
    const disk = new MemoryFileSystem();
    const lab = new Laboratory(disk);
    const session = await lab.start();
    const { remove } = disk;
    disk.remove = () => Promise.reject(new Error('EBUSY'));
    assert.equal((await lab.finish(session)).state, 'done');
    assert.ok((await checkpointsOf(disk, session.record.id)).length > 3);
    disk.remove = remove;
    await lab.store.saveCheckpoint(session.record.id, 50, { metadata: {}, tensors: [] });
    assert.deepEqual(await checkpointsOf(disk, session.record.id), [41, 50]);
  });
});
