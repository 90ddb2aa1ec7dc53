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
   * Uses a new worker from now on, with the runs folder that is set at its first use. The old worker still
   * answers the requests that it has.
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
