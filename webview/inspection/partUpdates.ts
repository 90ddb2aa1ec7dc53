/**
 * Updates what the page shows, one update at a time. While a network trains, changes can follow each other faster than a
 * text can be read; they wait for the running update, so that it is shown.
 */
export class PartUpdates {
  private running: AbortController | undefined;
  private isStale = false;

  /** `ended` is called after each update that was not cancelled, with the error if it failed. */
  constructor(
    private readonly update: (signal: AbortSignal) => Promise<void>,
    private readonly ended: (error?: unknown) => void,
  ) {}

  /** Updates after a change of the text or of the network: at once, or after the running update. */
  follow(): void {
    if (this.running) this.isStale = true;
    else this.restart();
  }

  /** Updates at once, because the user chose something else. Cancels the running update. */
  restart(): void {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.isStale = false;
    const end = (error?: unknown) => {
      if (this.running !== running) return;
      this.running = undefined;
      this.ended(error);
      if (this.isStale) this.restart();
    };
    (async () => this.update(running.signal))().then(() => end(), end);
  }
}
