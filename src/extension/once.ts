/** What is done at the first call, and again after it failed or was forgotten. */
export class Once {
  private doing: Promise<void> | undefined;

  constructor(private readonly action: () => Promise<void>) {}

  get hasBegun(): boolean {
    return this.doing !== undefined;
  }

  done(): Promise<void> {
    this.doing ??= this.action().catch(error => {
      this.doing = undefined; // the next call tries again
      throw error;
    });
    return this.doing;
  }

  forget(): void {
    this.doing = undefined;
  }
}
