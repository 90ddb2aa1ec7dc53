/** One execution of the action. */
interface Attempt {
  readonly ended: Promise<void>;
  isDone: boolean;
}

/**
 * An action that runs when `done` is called for the first time. If the action failed, or `forget` was called,
 * the next call of `done` runs it again. After each successful run, when `isDone` is true, calls `ended`.
 */
export class LazyAction {
  /** The last attempt, unless it failed or was forgotten. */
  private attempt: Attempt | undefined;

  constructor(
    private readonly action: () => Promise<void>,
    private readonly ended: () => void = () => undefined,
  ) {}

  get hasBegun(): boolean {
    return this.attempt !== undefined;
  }

  get isDone(): boolean {
    return this.attempt?.isDone ?? false;
  }

  done(): Promise<void> {
    this.attempt ??= this.begin();
    return this.attempt.ended;
  }

  forget(): void {
    this.attempt = undefined;
  }

  private begin(): Attempt {
    const succeed = () => {
      attempt.isDone = true;
      if (this.attempt === attempt) this.ended();
    };
    const fail = (error: unknown) => {
      if (this.attempt === attempt) this.attempt = undefined;
      throw error;
    };
    const attempt: Attempt = { ended: this.action().then(succeed, fail), isDone: false };
    return attempt;
  }
}
