/**
 * An action that runs when `done` is called for the first time. If the action failed, or `forget` was called,
 * the next call of `done` runs it again.
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
      // False if `forget` was called while the action ran.
      this.finished = this.doing !== undefined;
    } catch (error) {
      // The next call of `done` runs the action again.
      this.doing = undefined;
      throw error;
    }
  }
}
