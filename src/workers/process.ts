import { constants, setPriority } from 'node:os';
import type { Port } from '../protocol/channel';
import type { WorkerData } from '../protocol/trainer';
import { serveTrainer } from './trainer';

/** Maximum number of milliseconds that saving the run may take before the process exits. */
const GRACE = 10_000;

/**
 * Runs a training process until it receives a signal or the extension host disconnects. Saves the run before
 * exiting.
 */
export function serveProcess(data: WorkerData): void {
  giveWay();
  const suspend = serveTrainer(processPort, data);
  const end = () => {
    setTimeout(() => process.exit(1), GRACE);
    void suspend().finally(() => process.exit());
  };
  process.once('disconnect', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  processPort.post('ready');
}

/** This process's end of the connection to the extension host. */
const processPort: Port = {
  // Ignores a failed send: the `disconnect` event reports the lost connection.
  post: message => process.connected && process.send?.(message, undefined, undefined, () => {}),
  listen: receive => process.on('message', receive),
};

/**
 * Lowers the priority of this process so that the editor stays responsive. Windows has only a few levels, so
 * the next lower level is set. On other systems, half of the level's value is enough.
 */
function giveWay(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  setPriority(process.platform === 'win32' ? PRIORITY_BELOW_NORMAL : PRIORITY_BELOW_NORMAL / 2);
}
