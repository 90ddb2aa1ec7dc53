import type { WorkerLink } from '../workerClients/workerLink';
import type { StorageChannel, Workers } from '../workerClients/workers';

/**
 * Runs the worker that manages stored runs and models. Starts the worker at its first use, and again if it
 * has ended unexpectedly.
 */
export class StorageWorker {
  private link: WorkerLink<StorageChannel> | undefined;

  constructor(private readonly workers: Workers) {}

  get channel(): StorageChannel {
    this.link ??= this.workers.startStorage(() => {
      this.link = undefined;
    });
    return this.link.channel;
  }

  /**
   * Ends the worker. Its next use starts a new worker, with the runs folder that the settings then contain.
   */
  async dispose(): Promise<void> {
    const { link } = this;
    this.link = undefined;
    await link?.terminate();
  }
}
