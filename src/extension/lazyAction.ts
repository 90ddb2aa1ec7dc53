/**
 * An action that runs when `done` is called for the first time. After it has failed, or after `forget`, the
 * next call of `done` runs it again.
 */
export class LazyAction {
  private doing: Promise<void> | undefined;
  private finished = false;

  constructor(private readonly action: () => Promise<void>) {}

  get hasBegun(): boolean {
    return this.doing !== undefined;
  }

  get isDone(): boolean {
    return this.finished;
  }

  done(): Promise<void> {
    this.doing ??= this.act();
    return this.doing;
  }

  forget(): void {
    this.doing = undefined;
    this.finished = false;
  }

  private async act(): Promise<void> {
    try {
      await this.action();
      this.finished = this.doing !== undefined; // false if `forget` was called meanwhile
    } catch (error) {
      this.doing = undefined; // the next call of `done` retries
      throw error;
    }
  }
}
