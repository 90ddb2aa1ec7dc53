/** An action that runs at the first call of `done`, and again after it failed or was forgotten. */
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
      this.finished = this.doing !== undefined; // false if it was forgotten meanwhile
    } catch (error) {
      this.doing = undefined; // the next call tries again
      throw error;
    }
  }
}
