import type { Port } from '../../protocol/channel';

/** A thread or a process of ours. */
export interface Worker {
  readonly port: Port;
  /** Called once, when it has ended, for the reason given. */
  onEnd(ended: (reason: string) => void): void;
  /** Ends it at once, whatever it is doing. */
  end(): Promise<void>;
}

/** Hears what a worker writes to its standard error. */
export type Complain = (text: string) => void;

/** A running worker and the channel to it. */
export class WorkerLink<C extends { close(reason?: string): void }> {
  private ended = false;

  constructor(
    private readonly worker: Worker,
    readonly channel: C,
    died: (reason: string) => void,
  ) {
    worker.onEnd(reason => {
      if (this.ended) return;
      this.ended = true;
      channel.close(reason);
      died(reason);
    });
  }

  /** Ends the worker at once, whatever it is doing. */
  async terminate(): Promise<void> {
    this.ended = true;
    this.channel.close('the worker was ended');
    await this.worker.end();
  }
}
