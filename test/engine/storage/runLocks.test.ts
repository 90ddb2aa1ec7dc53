import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RunLock, RunLocks } from '../../../src/engine/storage/runs/runLocks';
import { UserError } from '../../../src/protocol/userError';
import { MemoryFileSystem } from '../support/memoryFileSystem';

const MINUTE = 60_000;

interface ProcessOptions {
  readonly files?: MemoryFileSystem;
  /** The task of a cluster to which the process belongs. */
  readonly task?: string;
}

/**
 * A machine with processes that share a store. Some of the processes are dead. The calls of the store can be
 * interleaved in any order.
 */
class Machine {
  now = 1e12;
  readonly dead = new Set<number>();
  /** Start times of processes, by process id. Empty on systems that do not report them. */
  readonly births = new Map<number, string>();

  constructor(readonly files = new MemoryFileSystem()) {}

  process(pid: number, host = 'here', { files = this.files, task }: ProcessOptions = {}): RunLocks {
    const birthOf = async (other: number) =>
      this.dead.has(other) ? undefined : (this.births.get(other) ?? '');
    return new RunLocks(files, { host, pid, task, now: () => this.now, birthOf });
  }
}

const isRefused = (error: unknown) =>
  error instanceof UserError && /another window .*process 1 on here/.test(error.message);

describe('the lock of a run', () => {
  it('belongs to one process at a time, and is free after its release', async () => {
    const machine = new Machine();
    const lock = await machine.process(1).take('run', 'a');
    assert.equal(await machine.process(2).isElsewhere('run'), true);
    assert.equal(await machine.process(1).isElsewhere('run'), false);
    await assert.rejects(machine.process(2).take('run', 'b'), isRefused);
    assert.equal(await lock.beat(), true, 'who was refused left nothing');
    await lock.release();
    await machine.process(2).take('run', 'b');
    assert.equal(await machine.process(1).isElsewhere('run'), true);
  });

  it('of a dead process is broken', async () => {
    const machine = new Machine();
    await machine.process(1).take('run', 'a');
    machine.dead.add(1);
    assert.equal(await machine.process(2).isElsewhere('run'), false);
    await machine.process(2).take('run', 'b');
    assert.deepEqual(await machine.files.list('run/writers'), ['b.json']);
  });

  it('of a dead process is broken even if another process has its id', async () => {
    const machine = new Machine();
    machine.births.set(1, 'Monday');
    await machine.process(1).take('run', 'a');
    assert.equal(await machine.process(2).isElsewhere('run'), true);
    machine.births.set(1, 'Tuesday');
    assert.equal(await machine.process(2).isElsewhere('run'), false);
    await machine.process(2).take('run', 'b');
  });

  it('of an older version, which did not record when its process began, is kept', async () => {
    const machine = new Machine();
    machine.births.set(1, 'Monday');
    const old = JSON.stringify({ host: 'here', pid: 1, beat: machine.now });
    await machine.files.writeAtomic('run/writers/a.json', Buffer.from(old));
    await assert.rejects(machine.process(2).take('run', 'b'), isRefused);
  });

  it('of a worker that died in this process is broken', async () => {
    const machine = new Machine();
    await machine.process(1).take('run', 'a');
    await (await machine.process(1).take('run', 'b')).release();
    await machine.process(2).take('run', 'c');
  });

  it('of another machine is broken after a long silence, and its owner notices', async () => {
    const machine = new Machine();
    const far = await machine.process(1, 'there').take('run', 'a');
    machine.now += 9 * MINUTE;
    assert.equal(await machine.process(2).isElsewhere('run'), true);
    assert.equal(await far.beat(), true);
    machine.now += 10 * MINUTE;
    assert.equal(await machine.process(2).isElsewhere('run'), true);
    machine.now += 1;
    await machine.process(2).take('run', 'b');
    assert.equal(await far.beat(), false);
    assert.deepEqual(await machine.files.list('run/writers'), ['b.json']);
  });

  it('of an earlier attempt of the same task is broken after three missed heartbeats, not before', async () => {
    const machine = new Machine();
    const lost = await machine.process(1, 'there', { task: '7_3' }).take('run', 'a');
    const again = machine.process(2, 'here', { task: '7_3' });
    machine.now += 1.5 * MINUTE;
    await assert.rejects(again.take('run', 'b'), /process 1 on there/, 'the machine may still train');
    machine.now += 1;
    for (const task of ['7_4', undefined])
      await assert.rejects(machine.process(3, 'here', { task }).take('run', 'c'), /process 1 on there/);
    await again.take('run', 'd');
    assert.deepEqual(await machine.files.list('run/writers'), ['d.json']);
    assert.equal(await lost.isHeld(), false, 'it writes nothing more');
  });

  it('of a process of the same task on this machine is kept while the process exists', async () => {
    const machine = new Machine();
    await machine.process(1, 'here', { task: '7_3' }).take('run', 'a');
    machine.now += 5 * MINUTE;
    await assert.rejects(machine.process(2, 'here', { task: '7_3' }).take('run', 'b'), isRefused);
    machine.dead.add(1);
    await machine.process(2, 'here', { task: '7_3' }).take('run', 'b');
  });

  it('of another machine is not ours, although its process has our id', async () => {
    const machine = new Machine();
    await machine.process(1, 'there').take('run', 'a');
    assert.equal(await machine.process(1, 'here').isElsewhere('run'), true);
    await assert.rejects(machine.process(1, 'here').take('run', 'b'), /process 1 on there/);
  });

  it('that is damaged is broken', async () => {
    const machine = new Machine();
    const whole = { host: 'there', pid: 1, beat: machine.now };
    await machine.files.writeAtomic('run/writers/a.json', Buffer.from(JSON.stringify(whole)));
    await assert.rejects(machine.process(2).take('run', 'b'), /process 1 on there/);
    const damaged = [{ pid: 0 }, { pid: 1.5 }, { beat: -1 }, { host: 7 }].map(change =>
      JSON.stringify({ ...whole, ...change }),
    );
    for (const json of ['{"pid":', ...damaged]) {
      await machine.files.writeAtomic('run/writers/a.json', Buffer.from(json));
      const lock = await machine.process(2).take('run', 'b');
      assert.deepEqual(await machine.files.list('run/writers'), ['b.json'], json);
      await lock.release();
    }
  });

  it('is not restored by a heartbeat that was already under way', async () => {
    const machine = new Machine();
    const lock = await machine.process(1).take('run', 'a');
    await Promise.all([lock.beat(), lock.release(), lock.beat()]);
    assert.deepEqual(await machine.files.list('run/writers'), []);
  });

  it('never belongs to two processes, for any order of their calls', async () => {
    const contenders = fc.integer({ min: 2, max: 4 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), contenders, async (scheduler, count) => {
        const machine = new Machine();
        await machine.process(99).take('run', 'dead');
        machine.dead.add(99);
        const disk = new Proxy(machine.files, {
          get: (target, name) => {
            const value: unknown = Reflect.get(target, name);
            if (typeof value !== 'function') return value;
            return (...args: unknown[]) =>
              scheduler.schedule(Promise.resolve(), String(name)).then(() => value.apply(target, args));
          },
        });
        const taking = Array.from({ length: count }, (_, i) =>
          machine
            .process(i + 1, 'here', { files: disk })
            .take('run', `w${i}`)
            .catch((error: unknown) => {
              assert.ok(error instanceof UserError, String(error));
              return undefined;
            }),
        );
        const held = (await scheduler.waitFor(Promise.all(taking))).filter(
          (lock): lock is RunLock => lock !== undefined,
        );
        assert.ok(held.length <= 1, `${held.length} of ${count}`);
        if (held.length === 1) assert.equal((await machine.files.list('run/writers')).length, 1);
      }),
      { numRuns: 100 },
    );
  });
});
