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

  /** Ends the worker immediately. */
  async dispose(): Promise<void> {
    await this.release()?.terminate();
  }

  /**
   * Releases the worker, which still answers its pending requests and then ends. The next use starts a new
   * worker, with the runs folder that the settings then contain.
   */
  replace(): void {
    void this.release()?.retire();
  }

  private release(): WorkerLink<StorageChannel> | undefined {
    const { link } = this;
    this.link = undefined;
    return link;
  }
}
