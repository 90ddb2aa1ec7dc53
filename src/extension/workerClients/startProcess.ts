import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { vectorFlags } from '../../common/vectorFlags';
import type { WorkerData } from '../../protocol/trainer';
import type { ReportError, Worker } from './workerLink';

/**
 * Starts a worker in its own process. In such a process, flags for experimental features of V8 can be set,
 * and a crash affects no other process. Rejects if the process does not start.
 */
export async function startProcess(
  program: string,
  data: WorkerData,
  reportError: ReportError,
): Promise<Worker> {
  const child = fork(program, [JSON.stringify(data)], {
    serialization: 'advanced',
    // Does not pass on the flags of the extension host, such as those for debugging.
    execArgv: vectorFlags(process.arch, process.versions.v8),
    // VS Code on the desktop runs in Electron. This variable makes Electron behave as Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', chunk => reportError(String(chunk)));
  await ready(child);
  return {
    port: {
      // Ignores a failed send, because the event `exit` reports that the process has ended.
      post: message => child.connected && child.send(message as object, () => {}),
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

/** Resolves when the process sends its first message, which means that it is ready to receive messages. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? `code ${code}`}`)));
  });
}
