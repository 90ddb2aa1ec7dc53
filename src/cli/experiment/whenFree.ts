import { setTimeout } from 'node:timers/promises';
import { RunIsLocked } from '../../engine/storage/runs/runLocks';

/** Milliseconds between two attempts. A process that ends on another machine reports no event. */
const PAUSE = 1000;

/**
 * Trains a run. While another process trains it, waits and tries again. A job of a cluster must do this after a
 * requeue: the process that trained the run before may still be running on a node that only lost its connection.
 * `onWait` is called before the first wait.
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
