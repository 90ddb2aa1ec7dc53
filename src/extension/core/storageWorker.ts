import type { WorkerLink } from '../workerClients/workerLink';
import type { StorageChannel, Workers } from '../workerClients/workers';

/**
 * Runs the worker that manages stored runs and models. The worker starts at first use, and again after it
 * ended unexpectedly.
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

  /** Ends the worker. The next use starts a new one, which uses the runs folder that is set then. */
  async dispose(): Promise<void> {
    const { link } = this;
    this.link = undefined;
    await link?.terminate();
  }
}
