import type { MakerChannel } from '../workerClients/workers';

/** The ways in which a training can end before it is done. */
export interface Endings {
  /** Aborts when the training must end after its current iteration and keep its model. */
  readonly stop: AbortSignal;
  /** Aborts when the training must end at once. Its model is discarded. */
  readonly discard: AbortSignal;
}

/** A training by EM in a worker, which can be stopped. */
export class EmTraining<Progress> {
  private readonly withoutModel = new AbortController();
  private hasIteration = false;
  /** Aborts when the worker must end without a model. */
  readonly terminated: AbortSignal;

  constructor(
    private readonly endings: Endings,
    private readonly onProgress: (progress: Progress) => void,
  ) {
    this.terminated = AbortSignal.any([endings.discard, this.withoutModel.signal]);
  }

  /** Called after every iteration. */
  readonly report = (progress: Progress): void => {
    this.hasIteration = true;
    this.onProgress(progress);
  };

  /** Stops the training when the user does. A worker that has ended in the meantime needs no answer. */
  follow(channel: MakerChannel): void {
    const stop = () => {
      if (this.hasIteration) void channel.request('stopEm', undefined).catch(() => undefined);
      else this.withoutModel.abort();
    };
    this.endings.stop.addEventListener('abort', stop, { once: true });
  }
}
