import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processTable, slurmTask } from '../../src/workers/processes';

describe('the table of processes', () => {
  it('returns the same start time of a process at every call', async () => {
    const own = await processTable.birthOf(process.pid);
    assert.notEqual(own, undefined);
    assert.equal(await processTable.birthOf(process.pid), own);
  });

  it('knows a process that has ended from one that runs', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const pid = child.pid ?? 0;
    assert.notEqual(await processTable.birthOf(pid), undefined);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await processTable.birthOf(pid), undefined);
  });

  it('names the task of a job array of Slurm, and no other process', () => {
    const environment = { SLURM_CLUSTER_NAME: 'lab', SLURM_ARRAY_JOB_ID: '12', SLURM_ARRAY_TASK_ID: '0' };
    assert.equal(slurmTask(environment), 'slurm lab 12_0');
    assert.equal(slurmTask({ SLURM_CLUSTER_NAME: 'lab', SLURM_JOB_ID: '12' }), undefined);
  });

  it('treats a zombie process as dead', async function () {
    // Windows has no zombie processes.
    if (process.platform === 'win32') this.skip();
    // The shell might wait for its child, which would then be no zombie. So `tail`, which never waits, takes the
    // shell's place before it prints the child's id.
    const folder = mkdtempSync(join(tmpdir(), 'elman-zombie-'));
    const source = 'sleep 600 >/dev/null & echo $! > "$0"; exec tail -f "$0"';
    const parent = spawn('sh', ['-c', source, join(folder, 'id')]);
    try {
      const [output] = await once(parent.stdout, 'data');
      const pid = Number(output);
      process.kill(pid, 'SIGKILL');
      // Waits until the process is dead.
      while ((await processTable.birthOf(pid)) !== undefined) await new Promise(setImmediate);
      assert.doesNotThrow(() => process.kill(pid, 0), 'its id is still taken');
    } finally {
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      rmSync(folder, { recursive: true });
    }
  });
});
