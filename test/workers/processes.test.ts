import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processTable } from '../../src/workers/processes';

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

  it('treats a zombie process as dead', async function () {
    // Windows has no zombie processes.
    if (process.platform === 'win32') this.skip();
    // The second shell and the program that it starts with `exec` never wait for the child of the first shell, so
    // that the child becomes a zombie. The first shell might wait for it, so the second one prints the id.
    const source = "sleep 600 >/dev/null & exec sh -c 'echo $0; exec sleep 600' $!";
    const parent = spawn('sh', ['-c', source]);
    try {
      const [output] = await once(parent.stdout, 'data');
      const pid = Number(output);
      process.kill(pid, 'SIGKILL');
      // Waits until the process is dead.
      while ((await processTable.birthOf(pid)) !== undefined) await new Promise(setImmediate);
      assert.doesNotThrow(() => process.kill(pid, 0), 'its id is still taken');
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
