import { windowLock } from '../common/windowLock';
import type { ProcessTable } from '../engine/storage/runs/runLocks';
import type { WorkerData } from '../protocol/trainer';
import { browserOf } from './browserPlace';

/**
 * Returns the windows of this browser, which take the place of processes. A window has a lock of the browser until it
 * is closed or crashes. Windows of another origin count as another machine.
 */
export const processesOf = (data: WorkerData): ProcessTable => ({
  host: `browser ${self.origin}`,
  pid: browserOf(data).window,
  now: () => Date.now(),
  birthOf: async window => {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === windowLock(window)) ? '' : undefined;
  },
});
