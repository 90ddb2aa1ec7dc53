/** What a schedule has to go by. */
export interface ScheduleOptions {
  readonly maxIterations: number;
  readonly interval: number;
  readonly factor: number;
}

/** How the learning rate goes on. What it remembers is plain numbers, which a checkpoint keeps. */
export interface Schedule {
  /** What is left of the learning rate at an iteration, counted from 0. */
  factor(iteration: number): number;
  /** Takes a validation's loss in, nats a token; false when it sees no use in going on. */
  validated(loss: number): boolean;
  save(): Readonly<Record<string, number>>;
  restore(state: Readonly<Record<string, number>>): void;
}

export type ScheduleKind = (options: ScheduleOptions) => Schedule;

/** A schedule that is a function of the iteration alone. */
export function byIteration(factor: (iteration: number) => number): Schedule {
  return { factor, validated: () => true, save: () => ({}), restore() {} };
}
