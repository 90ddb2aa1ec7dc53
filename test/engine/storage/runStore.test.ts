import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import type { RunFailure, RunRecord } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { FaultyFileSystem } from './support/faultyFileSystem';
import { SimulatedProcess } from './support/simulatedProcess';

/** Returns a disk with a finished run and a second run on the same text. */
async function twoRuns() {
  const disk = new MemoryFileSystem();
  const services = new SimulatedProcess(disk);
  const record = await services.finish(await services.start());
  const text = await services.store.text(record);
  assert.ok(text instanceof Uint8Array);
  const twin: RunRecord = { ...record, id: 'twin', createdAt: '2026-01-03T03:04:05.000Z' };
  await services.store.create(twin, text);
  return { disk, services, store: services.store, record, twin, text };
}

const NOW = '2026-02-02T03:04:05.000Z';
const LATER = '2026-02-02T03:04:06.000Z';

const checkpointsOf = async (disk: MemoryFileSystem, id: string) =>
  [...(await disk.list(`${id}/checkpoints`))].sort().map(name => Number.parseInt(name, 10));

describe('the store of runs', () => {
  it('lists the newest run first, and skips folders that are not runs', async () => {
    const { disk, store, record } = await twoRuns();
    const json = new TextEncoder().encode(JSON.stringify({ ...record, state: 'asleep' }));
    await disk.writeAtomic('damaged/run.json', json);
    await disk.writeAtomic('copied/run.json', new TextEncoder().encode(JSON.stringify(record)));
    await disk.append('.hidden/run.json', json);
    await disk.append('empty/metrics.jsonl', json);
    assert.deepEqual(
      (await store.records.list()).map(({ id }) => id),
      ['twin', record.id],
    );
    assert.deepEqual(
      (await store.records.list([record.id, 'gone', '..'])).map(({ id }) => id),
      [record.id],
    );
    for (const id of ['damaged', 'copied'])
      await assert.rejects(store.records.read(id), /\(run\.json\) is damaged/);
    await assert.rejects(store.records.read('gone'), /no run "gone"/);
    for (const id of ['', '..', 'a/b', '.hidden', 'x'.repeat(129)]) {
      await assert.rejects(store.remove(id, NOW), UserError, id);
    }
  });

  it('refuses a record with a number that is not finite or out of range', async () => {
    const { disk, store, record } = await twoRuns();
    const json = JSON.stringify(record);
    const read = async (from: RegExp, to: string) => {
      const changed = json.replace(from, `$1${to}`);
      assert.notEqual(changed, json, String(from));
      await disk.writeAtomic(`${record.id}/run.json`, new TextEncoder().encode(changed));
      return store.records.read(record.id);
    };
    await read(/("elapsed":)[^,}]+/, '1e15');
    for (const [from, to] of [
      [/("iteration":)[^,}]+/, '1e309'],
      [/("iteration":)[^,}]+/, '9007199254740992'],
      [/("elapsed":)[^,}]+/, '1e309'],
      [/("smoothLoss":)[^,}]+/, '-1e309'],
      [/("learningRate":)[^,}]+/, '-1'],
      [/("tokensPerSecond":)[^,}]+/, '1e309'],
      [/("model.hidden":)[^,}]+/, '1e309'],
      [/("createdAt":)"[^"]+"/, '"once"'],
    ] as const)
      await assert.rejects(read(from, to), /\(run\.json\) is damaged/, `${from} ${to}`);
  });

  it('stores why a run failed, with the setting to change', async () => {
    const { store, record } = await twoRuns();
    const template = 'Lower {1} (now {0}).';
    const args = [5, { setting: 'training.gradientClip' }];
    const failure: RunFailure = { kind: 'exploded', template, args };
    await store.records.save({ ...record, state: 'failed', failure });
    assert.deepEqual((await store.records.read(record.id)).failure, failure);
  });

  it('derives the kind of a failure that an older version stored without it', async () => {
    const { disk, store, record } = await twoRuns();
    const kindOf = async (template: string) => {
      const failed = { ...record, state: 'failed', failure: { template, args: [] } };
      await disk.writeAtomic(`${record.id}/run.json`, Buffer.from(JSON.stringify(failed)));
      return (await store.records.read(record.id)).failure?.kind;
    };
    assert.equal(await kindOf('The loss stopped being a number at iteration {0}; …'), 'notFinite');
    assert.equal(await kindOf('The loss exploded before iteration {0}: …'), 'exploded');
    assert.equal(await kindOf('The run could not be saved ({0}).'), 'other');
  });

  it('labels a run while its trainer writes, and ignores a damaged label', async () => {
    const { disk, store, record } = await twoRuns();
    await store.records.label(record.id, { name: 'renamed', tags: ['a', 'b'] });
    await store.records.label(record.id, { starred: true, note: 'two\nlines' });
    const { failure: _, ...plain } = { ...record, iteration: 42 };
    await store.records.save(plain);
    const labelled = { ...plain, name: 'renamed', tags: ['a', 'b'], starred: true, note: 'two\nlines' };
    assert.deepEqual(await store.records.read(record.id), labelled);
    await disk.writeAtomic(`${record.id}/labels.json`, Buffer.from('{"name":7}'));
    assert.deepEqual(await store.records.read(record.id), plain);
    await assert.rejects(store.records.label('gone', { name: 'x' }), /no run "gone"/);
  });

  it('removes a run and restores it unchanged, until the trash is emptied', async () => {
    const { disk, store, record, twin } = await twoRuns();
    await store.records.label(twin.id, { tags: ['kept'] });
    const before = await store.records.read(twin.id);
    const history = await store.history(record.id);
    for (const { id } of [record, twin]) await store.remove(id, NOW);
    assert.deepEqual(await store.records.list(), []);
    assert.deepEqual((await store.removed()).map(({ id }) => id).sort(), [record.id, twin.id].sort());
    // The run has just been removed, so `emptyTrash` keeps it.
    await store.emptyTrash(NOW);
    assert.deepEqual(await store.restore(twin.id), before);
    await assert.rejects(store.restore(twin.id), /no longer in the trash/);
    await store.restore(record.id);
    assert.deepEqual(await store.history(record.id), history);
    await store.checkpoints.newest(record.id);

    await store.remove(record.id, NOW);
    await store.emptyTrash(LATER);
    assert.deepEqual(await store.removed(), []);
    await store.text(twin);
    await store.remove(twin.id, NOW);
    await store.emptyTrash(LATER);
    assert.deepEqual(await disk.list(''), []);
  });

  it('keeps the text of a run in the trash', async () => {
    const { store, record, twin } = await twoRuns();
    await store.remove(record.id, NOW);
    await store.remove(twin.id, LATER);
    await store.emptyTrash(LATER);
    await store.text(await store.restore(twin.id));
  });

  it('keeps a text that a run with a damaged record may need', async () => {
    const { disk, store, record, twin, text } = await twoRuns();
    await disk.writeAtomic('twin/run.json', new Uint8Array(9));
    await store.remove(record.id, NOW);
    await store.emptyTrash(LATER);
    // Repairs the damaged record.
    await store.records.save(twin);
    assert.deepEqual(await store.text(twin), text);
  });

  it('removes, labels and restores a run completely or not at all, whenever it is killed', async () => {
    for (let at = 0; at < 12; at++) {
      const { disk, record, services } = await twoRuns();
      const dying = new RunStore(new FaultyFileSystem(disk, { at, halfway: true, error: 'killed' }));
      const changing = async () => {
        await dying.records.label(record.id, { name: 'renamed' });
        await dying.remove(record.id, NOW);
        await dying.restore(record.id);
      };
      await changing().catch(() => undefined);
      if ((await services.store.removed()).length > 0) await services.store.restore(record.id);
      const { name } = await services.store.records.read(record.id);
      assert.ok(['a run', 'renamed'].includes(name));
      await services.store.checkpoints.newest(record.id);
    }
  });

  it("empties the trash of what is due, and never removes another run's text, whenever it is killed", async () => {
    for (let at = 0; at < 16; at++) {
      const { disk, record, twin, services } = await twoRuns();
      await services.store.remove(record.id, NOW);
      const dying = new RunStore(new FaultyFileSystem(disk, { at, halfway: true, error: 'killed' }));
      await dying.emptyTrash(LATER).catch(() => undefined);
      assert.deepEqual(
        (await services.store.records.list()).map(({ id }) => id),
        [twin.id],
      );
      if ((await services.store.removed()).length > 0) {
        await services.store.checkpoints.newest((await services.store.restore(record.id)).id);
      }
      await services.store.text(twin);
      // The next attempt completes the deletion.
      await services.store.emptyTrash(LATER);
    }
  });

  it('stores a text again if the stored one is damaged', async () => {
    const { disk, store, record, twin, text } = await twoRuns();
    await disk.writeAtomic(`texts/${record.text.fingerprint}.txt`, text.subarray(1));
    await assert.rejects(store.text(record), /missing or damaged/);
    await store.create({ ...twin, id: 'third' }, text);
    assert.deepEqual(await store.text(record), text);
  });

  it('loads an older checkpoint if the newest cannot be read, and fails if none can be read', async () => {
    const { disk, store, record } = await twoRuns();
    const [older, newest] = await checkpointsOf(disk, record.id);
    assert.equal((await store.checkpoints.newest(record.id)).iteration, newest);
    const broken = new RunStore(new FaultyFileSystem(disk, { at: 1, halfway: false, error: 'EIO' }));
    assert.equal((await broken.checkpoints.newest(record.id)).iteration, older);
    disk.read = () => Promise.reject(new Error('EIO'));
    await assert.rejects(store.checkpoints.newest(record.id), /EIO/);
  });

  it("computes the digests of checkpoints with the host's hash, which gives the same digests", async () => {
    const { disk, store, record } = await twoRuns();
    let digests = 0;
    const counting = () => {
      digests++;
      return createHash('sha256');
    };
    const hosted = new RunStore(disk, counting);
    const checkpoint = await hosted.checkpoints.newest(record.id);
    assert.equal(digests, 1);
    await hosted.saveCheckpoint(record.id, checkpoint.iteration + 1, {
      metadata: checkpoint.metadata,
      tensors: [...checkpoint.tensors.values()],
    });
    assert.equal(digests, 2);
    const read = await store.checkpoints.newest(record.id);
    assert.equal(read.iteration, checkpoint.iteration + 1);
    assert.deepEqual(read.tensors, checkpoint.tensors);
  });

  it('keeps two valid checkpoints after it resumed despite damaged ones', async () => {
    const { disk, services, record } = await twoRuns();
    const [older, newest] = await checkpointsOf(disk, record.id);
    await disk.append(
      `${record.id}/checkpoints/${String(newest).padStart(12, '0')}.safetensors`,
      new Uint8Array(1),
    );
    const session = await resumeSession(services.ports, record.id);
    assert.deepEqual(await checkpointsOf(disk, record.id), [older]);
    await services.finish(session);
    assert.deepEqual(await checkpointsOf(disk, record.id), [older, newest]);
  });

  it('saves a checkpoint although an old one cannot be removed', async () => {
    const disk = new MemoryFileSystem();
    const services = new SimulatedProcess(disk);
    const session = await services.start();
    const { remove } = disk;
    disk.remove = () => Promise.reject(new Error('EBUSY'));
    assert.equal((await services.finish(session)).state, 'done');
    assert.ok((await checkpointsOf(disk, session.record.id)).length > 3);
    disk.remove = remove;
    await services.store.saveCheckpoint(session.record.id, 50, { metadata: {}, tensors: [] });
    assert.deepEqual(await checkpointsOf(disk, session.record.id), [41, 50]);
  });
});
