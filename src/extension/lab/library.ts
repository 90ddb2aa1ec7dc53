import type { WorkerLink } from '../workers/workerLink';
import type { LibraryChannel, Workers } from '../workers/workers';

/** The worker that looks after stored runs: started when first needed, and again after it died. */
export class Library {
  private link: WorkerLink<LibraryChannel> | undefined;

  constructor(private readonly workers: Workers) {}

  get channel(): LibraryChannel {
    this.link ??= this.workers.startLibrary(() => {
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
