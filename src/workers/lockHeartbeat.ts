import type { FileSystem } from '../engine/storage/fileSystem';
import { type LockedItems, type ProcessTable, RunLocks } from '../engine/storage/runs/runLocks';
import type { SessionPorts } from '../engine/train/ports';
import { randomSuffix, repeat } from './ports';

/** Milliseconds between heartbeats. */
const BEAT_EVERY = 30_000;

/**
 * Returns a function that locks a run, or another item. A lock sends heartbeats, which show other processes that it is still
 * in use, until it is released or the thread ends.
 */
export function locksIn(
  files: FileSystem,
  processes: ProcessTable,
  items?: LockedItems,
): SessionPorts['lock'] {
  const locks = new RunLocks(files, processes, items);
  return async id => {
    const lock = await locks.take(id, randomSuffix());
    let stop = () => {};
    const lost = new Promise<void>(resolve => {
      const beat = async () => {
        // Ignores a disk error, because the next heartbeat may succeed.
        if (await lock.beat().catch(() => true)) return;
        stop();
        resolve();
      };
      stop = repeat(() => void beat(), BEAT_EVERY);
    });
    return {
      lost,
      isHeld: () => lock.isHeld(),
      release() {
        stop();
        return lock.release();
      },
    };
  };
}
