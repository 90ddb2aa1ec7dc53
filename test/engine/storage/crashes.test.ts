import assert from 'node:assert/strict';
import type { FileSystem } from '../../../src/engine/storage/fileSystem';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import { UserError } from '../../../src/protocol/userError';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { type Fault, FaultyFileSystem } from './support/faultyFileSystem';
import { dice } from './support/mutate';
import { LONGEST_STEP, outcome, SimulatedProcess } from './support/simulatedProcess';
import { UnsyncedDisk } from './support/unsyncedDisk';

/** Maximum milliseconds of training that a crash may lose. */
const LOSS = 10_000;

type Outcome = Awaited<ReturnType<typeof outcome>>;

/**
 * Trains on the disk until the fault or, without a fault, to the end. Returns the number of calls of the
 * disk, and the training time in milliseconds.
 */
async function trainInto(disk: FileSystem, fault?: Fault): Promise<{ calls: number; elapsed: number }> {
  let now = () => 0;
  let elapsed = 0;
  const files = new FaultyFileSystem(disk, fault, () => {
    elapsed = now();
  });
  const services = new SimulatedProcess(files);
  try {
    const [run] = await services.store.records.list();
    const session = run ? await resumeSession(services.ports, run.id) : await services.start();
    now = () => session.record.elapsed;
    await services.finish(session);
  } catch (error) {
    if (!fault) throw error;
  }
  return { calls: files.calls, elapsed };
}

describe('a run whose training is interrupted resumes bit for bit', () => {
  let whole: Outcome;
  let calls: number;

  before(async () => {
    const disk = new MemoryFileSystem();
    ({ calls } = await trainInto(disk));
    const { store } = new SimulatedProcess(disk);
    const [{ id }] = await store.records.list();
    whole = await outcome(store, id);
    assert.equal(whole.iteration, 41);
    assert.equal(whole.samples.length, 9);
    assert.equal(whole.changes.length, 3);
    assert.ok(calls > 60, `${calls} calls`);
  });

  /**
   * Asserts that the run can be resumed and ends with the same result, and that at most `LOSS` milliseconds
   * and one step of training were lost. If the run did not exist yet, starts it again.
   */
  async function assertGoesOn(disk: FileSystem, elapsed: number, where: string): Promise<void> {
    const services = new SimulatedProcess(disk);
    const runs = await services.store.records.list();
    assert.ok(runs.length <= 1, where);
    if (runs.length === 0) {
      assert.equal(elapsed, 0, where);
      await services.finish(await services.start());
    } else {
      try {
        const session = await resumeSession(services.ports, runs[0].id);
        const lost = elapsed - session.record.elapsed;
        assert.ok(lost <= LOSS + LONGEST_STEP, `${where}: ${lost} ms lost`);
        assert.equal((await services.finish(session)).state, 'done', where);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (/no undamaged checkpoint/.test(error.message)) return assert.equal(elapsed, 0, where);
        // The run was killed after its last checkpoint.
        assert.match(error.message, /completed all of its 41 iterations/, where);
      }
    }
    const [{ id }] = await services.store.records.list();
    assert.deepEqual(await outcome(services.store, id), whole, where);
  }

  for (const halfway of [false, true]) {
    it(`after a kill ${halfway ? 'half-way through' : 'before'} any call`, async () => {
      for (let at = 0; at < calls; at++) {
        const disk = new MemoryFileSystem();
        const { elapsed } = await trainInto(disk, { at, halfway, error: 'killed' });
        await assertGoesOn(disk, elapsed, `call ${at}`);
      }
    });
  }

  it('after a kill, and after another one once it has resumed', async () => {
    const roll = dice(3);
    for (let i = 0; i < 100; i++) {
      const disk = new MemoryFileSystem();
      const faults = [0, 1].map((): Fault => ({ at: roll(calls), halfway: roll(2) > 0, error: 'killed' }));
      const first = await trainInto(disk, faults[0]);
      const second = await trainInto(disk, { ...faults[1], at: roll(30) });
      await assertGoesOn(disk, second.elapsed || first.elapsed, JSON.stringify(faults));
    }
  });

  it('after a power failure, whatever unsynced data is lost', async () => {
    for (const seed of [1, 2]) {
      for (let at = 0; at < calls; at++) {
        const disk = new UnsyncedDisk();
        const { elapsed } = await trainInto(disk, { at, halfway: seed % 2 > 0, error: 'killed' });
        const found = await disk.afterPowerFailure(dice(1000 * seed + at));
        await assertGoesOn(found, elapsed, `seed ${seed}, call ${at}`);
      }
    }
  });

  for (const error of ['ENOSPC', 'EIO'] as const) {
    it(`after ${error} at any call`, async () => {
      for (let at = 0; at < calls; at++) {
        const disk = new MemoryFileSystem();
        const { elapsed } = await trainInto(disk, { at, halfway: error === 'ENOSPC', error });
        await assertGoesOn(disk, elapsed, `call ${at}`);
      }
    });
  }
});
