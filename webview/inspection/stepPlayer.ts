/** Calls an action regularly. Returns a function that ends this. */
export type Repeat = (action: () => void, milliseconds: number) => () => void;

/** Milliseconds between two steps while they play. */
export const PLAY = 500;

const repeatedly: Repeat = (action, milliseconds) => {
  const timer = setInterval(action, milliseconds);
  return () => clearInterval(timer);
};

/** The number of steps that a picture shows, which the user changes step by step or plays. At first, all are shown. */
export class StepPlayer {
  private count = 0;
  private shown = Number.POSITIVE_INFINITY;
  private end: (() => void) | undefined;

  constructor(
    private readonly draw: () => void,
    private readonly repeat: Repeat = repeatedly,
  ) {}

  /** Number of steps shown. */
  get at(): number {
    return Math.min(this.shown, this.count);
  }

  get isAtEnd(): boolean {
    return this.at === this.count;
  }

  /** Sets the number of all steps. If it changes, all are shown. */
  set steps(count: number) {
    if (count !== this.count) {
      this.pause();
      this.shown = Number.POSITIVE_INFINITY;
    }
    this.count = count;
  }

  /** Moves by a number of steps and ends playing. */
  move(by: number): void {
    this.pause();
    this.go(this.at + by);
  }

  /** Plays the steps one by one up to the end: from the start, if all are shown. */
  play(): void {
    this.pause();
    if (this.isAtEnd) this.shown = 0;
    this.end = this.repeat(() => {
      this.go(this.at + 1);
      if (this.isAtEnd) this.pause();
    }, PLAY);
    this.go(this.at + 1);
  }

  private go(to: number): void {
    this.shown = Math.max(1, Math.min(to, this.count));
    this.draw();
  }

  private pause(): void {
    this.end?.();
    this.end = undefined;
  }
}
