/** The settings of a schedule. */
export interface ScheduleOptions {
  readonly maxIterations: number;
  /** Iterations per step of the schedule `step`. */
  readonly interval: number;
  /** Factor applied to the learning rate at each step of the schedules `step`, `epochs` and `plateau`. */
  readonly factor: number;
  readonly iterationsPerEpoch: number;
  /** Epochs before the first step of the schedule `epochs`, and between two of its steps. */
  readonly firstEpochs: number;
  readonly everyEpochs: number;
}

/** How the learning rate changes over time. Its state is plain numbers, which a checkpoint saves. */
export interface Schedule {
  /** The factor of the learning rate at an iteration, counted from 0. */
  factor(iteration: number): number;
  /** Reports a validation loss, in nats per token. Returns false if training should end. */
  validated(loss: number): boolean;
  save(): Readonly<Record<string, number>>;
  restore(state: Readonly<Record<string, number>>): void;
}

/** Creates a schedule from its settings. */
export type ScheduleKind = (options: ScheduleOptions) => Schedule;

/** A schedule that depends only on the iteration. */
export function scheduleByIteration(factor: (iteration: number) => number): Schedule {
  return { factor, validated: () => true, save: () => ({}), restore() {} };
}
