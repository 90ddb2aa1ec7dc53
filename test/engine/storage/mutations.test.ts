import assert from 'node:assert/strict';
import { resumeSession } from '../../../src/engine/train/resumeSession';
import { UserError } from '../../../src/protocol/userError';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { readMutants, wholeFiles } from './support/mutants';
import { dice, mutant } from './support/mutate';
import { outcome, SimulatedProcess } from './support/simulatedProcess';

describe('a mutated file', () => {
  let files: Uint8Array[];
  before(async () => {
    files = await wholeFiles();
  });

  it('is loaded or refused with a UserError, and takes at most twice its size in memory (20,000 mutants)', () => {
    const { loaded, refused } = readMutants(files, 1, 10_000);
    assert.equal(loaded + refused, 20_000);
    assert.ok(loaded > 1000 && refused > 10_000, `${loaded} loaded, ${refused} refused`);
  });

  it('of the newest checkpoint makes the run resume bit for bit from the one before', async () => {
    const disk = new MemoryFileSystem();
    const services = new SimulatedProcess(disk);
    const { id } = await services.finish(await services.start());
    const whole = await outcome(services.store, id);
    const folder = `${id}/checkpoints`;
    const newest = `${folder}/${[...(await disk.list(folder))].sort().at(-1)}`;
    const content = await disk.read(newest);
    assert.ok(content);
    const roll = dice(2);
    for (let i = 0; i < 40; i++) {
      const { bytes, kind } = mutant([content], roll);
      if (Buffer.compare(bytes, content) === 0) continue;
      await disk.writeAtomic(newest, bytes);
      const next = new SimulatedProcess(disk);
      const session = await resumeSession(next.ports, id);
      assert.ok(session.record.iteration < whole.iteration, kind);
      assert.equal((await next.finish(session)).state, 'done');
      assert.deepEqual(await outcome(next.store, id), whole, kind);
    }
  });

  it('of every checkpoint leaves a run that gives advice', async () => {
    const disk = new MemoryFileSystem();
    const services = new SimulatedProcess(disk);
    const { id } = await services.finish(await services.start());
    for (const name of await disk.list(`${id}/checkpoints`)) {
      await disk.writeAtomic(`${id}/checkpoints/${name}`, files[2]);
    }
    await assert.rejects(
      resumeSession(services.ports, id),
      (error: unknown) => error instanceof UserError && /no undamaged checkpoint. Train/.test(error.message),
    );
  });
});
