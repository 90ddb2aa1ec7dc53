import type { Port } from '../../protocol/channel';

/** A worker: a thread or a process. */
export interface Worker {
  readonly port: Port;
  /** Sets a listener that is called once, when the worker has ended, with the reason. */
  onEnd(ended: (reason: string) => void): void;
  /** Ends the worker immediately, even during a computation. */
  end(): Promise<void>;
}

/** Receives what a worker writes to its standard error. */
export type ReportError = (text: string) => void;

/** A running worker and the channel to it. */
export class WorkerLink<C extends { close(reason?: string): void; answered(): Promise<void> }> {
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

  /** Ends the worker immediately, even during a computation. */
  async terminate(): Promise<void> {
    this.ended = true;
    this.channel.close('the worker was ended');
    await this.worker.end();
  }

  /** Ends the worker after it has answered all its requests. The caller must send no further requests. */
  async retire(): Promise<void> {
    await this.channel.answered();
    await this.terminate();
  }
}
