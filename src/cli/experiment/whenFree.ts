import { setTimeout } from 'node:timers/promises';
import { RunIsLocked } from '../../engine/storage/runs/runLocks';

/**
 * Milliseconds between two attempts to train a run. Attempts are needed because the end of a process on
 * another machine is not reported by an event.
 */
const PAUSE = 1000;

/**
 * Trains a run. While another process is training the run, waits and tries again. A job of a cluster needs
 * this after it was requeued: if its node only lost its connection, the process that trained the run there
 * may still be running. `onWait` is called before the first wait.
 */
export async function whenFree<T>(train: () => Promise<T>, onWait: () => void): Promise<T> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await train();
    } catch (error) {
      if (!(error instanceof RunIsLocked)) throw error;
    }
    if (isFirst) onWait();
    await setTimeout(PAUSE);
  }
}
