import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { WorkerData } from '../../protocol/trainer';
import { knowsWideVectors, WIDE_VECTORS } from '../../protocol/wideVectors';
import type { Complain, Worker } from './workerLink';

const knowsFlag = knowsWideVectors(process.arch, process.versions.v8);

/**
 * A process of its own, in which V8 may do what it still calls experimental, and whose death takes nobody along.
 * Rejects where it does not come up.
 */
export async function startProcess(program: string, data: WorkerData, complain: Complain): Promise<Worker> {
  const child = fork(program, [JSON.stringify(data)], {
    serialization: 'advanced',
    execArgv: knowsFlag ? [WIDE_VECTORS] : [], // and none of the extension host's, such as a debugger's
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, // on the desktop, what runs us is Electron
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', chunk => complain(String(chunk)));
  await ready(child);
  return {
    port: {
      post: message => child.connected && child.send(message as object, () => {}), // its end is told by `exit`
      listen: receive => child.on('message', receive),
    },
    onEnd: ended =>
      child.on('exit', (code, signal) => ended(`the process ended with ${signal ?? `code ${code}`}`)),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** A process says so once it listens. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? `code ${code}`}`)));
  });
}
