/** A computation in parts: it yields between them, so that the caller can handle other work or end it. */
export type InParts<T> = Generator<void, T>;

/** Number of additions and multiplications of a part: some milliseconds. */
const PART = 2_000_000;

/** Counts the steps of a computation. */
export class Pauses {
  private steps = 0;

  /** Must be called after each `steps` steps. Returns whether a part has ended. */
  isDue(steps: number): boolean {
    this.steps += steps;
    if (this.steps < PART) return false;
    this.steps = 0;
    return true;
  }
}

/** Does all parts of a computation at once. */
export function allParts<T>(computation: InParts<T>): T {
  let next = computation.next();
  while (!next.done) next = computation.next();
  return next.value;
}
