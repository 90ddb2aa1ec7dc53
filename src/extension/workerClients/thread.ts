import * as threads from 'node:worker_threads';
import type { WorkerData } from '../../protocol/trainer';
import type { ReportError, Worker } from './workerLink';

/** Starts a worker in a thread of this process. */
export function startThread(program: string, data: WorkerData, reportError: ReportError): Worker {
  const thread = new threads.Worker(program, { workerData: data, name: `elman ${data.role}`, stderr: true });
  thread.stderr.on('data', chunk => reportError(String(chunk)));
  let reason = 'the worker ended';
  thread.on('error', error => {
    reason = error.message;
  });
  return {
    port: {
      post: (message, transfer = []) => thread.postMessage(message, [...transfer]),
      listen: receive => thread.on('message', receive),
    },
    onEnd: ended => thread.on('exit', () => ended(reason)),
    end: async () => {
      await thread.terminate();
    },
  };
}
