import assert from 'node:assert/strict';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import type { RunRecord } from '../../../src/protocol/run';
import { record } from '../../webview/preview/run';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { dice } from './support/mutate';

const COUNT = 150;
const INDEX = '.runs-index';
const idOf = (n: number) => `20260101T000000-${String(n).padStart(4, '0')}`;

/** A disk that counts how many files of runs are opened. */
class CountingDisk extends MemoryFileSystem {
  opened = 0;

  override read(path: string): Promise<Uint8Array | undefined> {
    if (path !== INDEX) this.opened++;
    return super.read(path);
  }
}

describe('the list of many runs', () => {
  let disk: CountingDisk;
  const save = async (n: number, change: Partial<RunRecord> = {}) => {
    const { live, ...run } = record({ id: idOf(n), name: `run ${n}`, state: 'done', ...change });
    await new RunStore(disk).records.save(run);
  };
  /** Returns the runs that a new process lists, and the number of files that it opens. */
  async function listed() {
    disk.opened = 0;
    const runs = await new RunStore(disk).records.list();
    return { runs, opened: disk.opened };
  }
  /** Returns the records as they are in the files, read one by one. */
  const truth = () => new RunStore(disk).records.list(Array.from({ length: COUNT + 10 }, (_, n) => idOf(n)));

  beforeEach(async () => {
    disk = new CountingDisk();
    for (let n = 0; n < COUNT; n++) await save(n);
    await new RunStore(disk).records.label(idOf(3), { name: 'mine', tags: ['a'] });
  });

  it('opens every run once, and none a second time while nothing changes', async () => {
    const first = await listed();
    assert.equal(first.runs.length, COUNT);
    assert.equal(first.opened, 2 * COUNT);
    const second = await listed();
    assert.equal(second.opened, 0);
    assert.deepEqual(second.runs, first.runs);
    assert.deepEqual(second.runs, await truth());
    assert.equal(second.runs.find(({ id }) => id === idOf(3))?.name, 'mine');
  });

  it('needs no index for few runs', async () => {
    const few = new MemoryFileSystem();
    const { live, ...run } = record({ id: idOf(1) });
    const store = new RunStore(few);
    await store.records.save(run);
    assert.equal((await store.records.list()).length, 1);
    assert.deepEqual(await few.list(''), [idOf(1)]);
  });

  it('is right if the index is out of date', async () => {
    await listed();
    await save(5, { iteration: 123_456 });
    await save(COUNT + 1);
    const store = new RunStore(disk);
    await store.records.label(idOf(6), { starred: true });
    await store.remove(idOf(7), '2026-01-02T00:00:00.000Z');
    await disk.remove(`${idOf(3)}/labels.json`);
    await disk.writeAtomic(`${idOf(8)}/run.json`, Buffer.from('{"id":'));
    const { runs, opened } = await listed();
    assert.deepEqual(runs, await truth());
    assert.equal(runs.length, COUNT - 1);
    assert.ok(opened <= 10, `${opened} files opened`);
  });

  it('opens no run a second time in a store that stays open', async () => {
    const { records } = new RunStore(disk);
    await records.newest(20); // reads the index, which is still missing
    await records.list();
    disk.opened = 0;
    assert.equal((await records.list()).length, COUNT);
    assert.equal(disk.opened, 0);
  });

  it('is right after each change, in a store that stays open', async () => {
    const store = new RunStore(disk);
    const roll = dice(2);
    for (let round = 0; round < 30; round++) {
      await save(roll(COUNT + 10), { iteration: round });
      if (roll(3) === 0)
        await store.records.label(idOf(roll(COUNT)), { name: `name ${round}` }).catch(() => {});
      if (roll(3) === 0) await disk.remove(idOf(roll(COUNT)));
      assert.deepEqual(await store.records.list(), await truth(), `round ${round}`);
    }
  });

  it('is written again only after more than 100 changes', async () => {
    const { records } = new RunStore(disk);
    await records.list();
    const written = await disk.read(INDEX);
    for (let n = 0; n < 100; n++) await save(n, { iteration: 7 });
    await new RunStore(disk).records.list();
    assert.deepEqual(await disk.read(INDEX), written);
    await save(100, { iteration: 7 });
    await new RunStore(disk).records.list();
    assert.notDeepEqual(await disk.read(INDEX), written);
  });

  it('is right if the index is damaged', async () => {
    await listed();
    const whole = await disk.read(INDEX);
    assert.ok(whole);
    const expected = await truth();
    const roll = dice(1);
    const damage: ((bytes: Buffer) => Buffer)[] = [
      bytes => bytes.subarray(0, roll(bytes.length)),
      bytes => {
        bytes[roll(bytes.length)] ^= 1 << roll(8);
        return bytes;
      },
      bytes => bytes.fill(0, roll(bytes.length)),
      () => Buffer.alloc(0),
      () => Buffer.from('811c9dc5\n'),
      () => Buffer.from('{}'),
    ];
    for (let round = 0; round < 30; round++) {
      await disk.writeAtomic(INDEX, damage[round % damage.length](Buffer.from(whole)));
      assert.deepEqual((await listed()).runs, expected, `round ${round}`);
      const { runs, opened } = await listed();
      assert.deepEqual([runs.length, opened], [COUNT, 0], 'it is written again');
    }
  });

  it('is right if no index can be written', async () => {
    disk.writeAtomic = () => Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' }));
    assert.deepEqual((await listed()).runs, await truth());
  });

  it('begins with the newest run', async () => {
    const all = await truth();
    assert.deepEqual(await new RunStore(disk).records.newest(20), all.slice(0, 20));
  });

  it('begins with the newest runs, whether or not their ids begin with a time', async () => {
    const keyed = async (name: string, createdAt: string) => {
      const { live, ...run } = record({ id: `run-${name}`, name, state: 'done', createdAt });
      await new RunStore(disk).records.save(run);
    };
    await save(COUNT, { createdAt: '2026-01-03T00:00:00.000Z', id: '20260103T000000-a' });
    for (let n = 0; n < COUNT; n++) await keyed(`old-${n}`, '2025-12-31T00:00:00.000Z');
    await listed(); // writes the index
    await keyed('z', '2025-12-30T00:00:00.000Z');
    await keyed('new', '2026-01-04T00:00:00.000Z');
    const newest = await new RunStore(disk).records.newest(20);
    const all = await new RunStore(disk).records.list();
    assert.deepEqual(newest, all.slice(0, 20));
    assert.deepEqual(
      newest.slice(0, 2).map(({ id }) => id),
      ['run-new', '20260103T000000-a'],
    );
  });

  it('reads some of many runs by the index, and keeps the entries of the others', async () => {
    for (let n = COUNT; n < 3 * COUNT; n++) await save(n);
    await listed();
    const some = Array.from({ length: 2 * COUNT }, (_, n) => idOf(n));
    disk.opened = 0;
    const found = await new RunStore(disk).records.list(some);
    assert.deepEqual([found.length, disk.opened], [2 * COUNT, 0]);
    assert.equal((await listed()).opened, 0);
  });
});
