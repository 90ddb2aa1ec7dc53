import type { FileSystem } from '../engine/storage/fileSystem';
import { RunLocks } from '../engine/storage/runs/runLocks';
import type { SessionPorts } from '../engine/train/ports';
import { randomSuffix } from './ports';
import { processTable } from './processes';

/** Milliseconds between signs of life. */
const BEAT_EVERY = 30_000;

/** Locks that beat for as long as the thread lives. */
export function locksIn(files: FileSystem): SessionPorts['lock'] {
  const locks = new RunLocks(files, processTable);
  return async id => {
    const lock = await locks.take(id, randomSuffix());
    let timer: NodeJS.Timeout | undefined;
    const lost = new Promise<void>(resolve => {
      const beat = async () => {
        // A disk that fails now may do next time.
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
