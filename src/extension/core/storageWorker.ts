import type { WorkerLink } from '../workerClients/workerLink';
import type { StorageChannel, Workers } from '../workerClients/workers';

/** The worker that looks after stored runs: started when first needed, and again after it died. */
export class StorageWorker {
  private link: WorkerLink<StorageChannel> | undefined;

  constructor(private readonly workers: Workers) {}

  get channel(): StorageChannel {
    this.link ??= this.workers.startStorage(() => {
      this.link = undefined;
    });
    return this.link.channel;
  }

  /** The next use starts a new worker, which looks into the folder that is then set. */
  async dispose(): Promise<void> {
    const { link } = this;
    this.link = undefined;
    await link?.terminate();
  }
}
