import { constants, setPriority } from 'node:os';
import type { Port } from '../protocol/channel';
import type { WorkerData } from '../protocol/trainer';
import { serveTrainer } from './trainer';

/** Milliseconds that saving may take once the extension host is gone. */
const GRACE = 10_000;

/** A training process from its start to its end: when it is told to end, or nobody is left to tell it. */
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

/** The own end of the wire to the extension host. */
const processPort: Port = {
  post: message => process.connected && process.send?.(message, undefined, undefined, () => {}), // `disconnect` tells
  listen: receive => process.on('message', receive),
};

/** The editor comes first. Windows knows no steps in between; elsewhere half of one is enough. */
function giveWay(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  setPriority(process.platform === 'win32' ? PRIORITY_BELOW_NORMAL : PRIORITY_BELOW_NORMAL / 2);
}
