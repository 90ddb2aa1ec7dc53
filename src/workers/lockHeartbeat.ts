import type { FileSystem } from '../engine/storage/fileSystem';
import { type LockedItems, RunLocks } from '../engine/storage/runs/runLocks';
import type { SessionPorts } from '../engine/train/ports';
import { randomSuffix } from './ports';
import { processTable } from './processes';

/** Milliseconds between heartbeats. */
const BEAT_EVERY = 30_000;

/**
 * Returns a function that locks a run, or another item. A lock sends heartbeats, which show other processes that it is still
 * in use, until it is released or the thread ends.
 */
export function locksIn(files: FileSystem, items?: LockedItems): SessionPorts['lock'] {
  const locks = new RunLocks(files, processTable, items);
  return async id => {
    const lock = await locks.take(id, randomSuffix());
    let timer: NodeJS.Timeout | undefined;
    const lost = new Promise<void>(resolve => {
      const beat = async () => {
        // Ignores a disk error, because the next heartbeat may succeed.
        if (await lock.beat().catch(() => true)) return;
        clearInterval(timer);
        resolve();
      };
      timer = setInterval(() => void beat(), BEAT_EVERY).unref();
    });
    return {
      lost,
      isHeld: () => lock.isHeld(),
      release() {
        clearInterval(timer);
        return lock.release();
      },
    };
  };
}
