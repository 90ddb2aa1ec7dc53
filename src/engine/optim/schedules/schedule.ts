/** The settings of a schedule. */
export interface ScheduleOptions {
  readonly maxIterations: number;
  /** Number of iterations in which the learning rate rises to its full value. */
  readonly warmup: number;
  /** The rate at the end of the schedule `cosine`, as a fraction of the full rate. */
  readonly lowest: number;
  /** Number of iterations between two reductions by the schedule `step`. */
  readonly interval: number;
  /** Factor by which the schedules `step`, `epochs` and `plateau` reduce the learning rate each time. */
  readonly factor: number;
  readonly iterationsPerEpoch: number;
  /**
   * Number of epochs before the first reduction by the schedule `epochs`. `everyEpochs`: the number between
   * two reductions.
   */
  readonly firstEpochs: number;
  readonly everyEpochs: number;
}

/** How the learning rate changes over time. Checkpoints contain the state of the schedule, as numbers. */
export interface Schedule {
  /** Returns the factor by which the learning rate is multiplied at an iteration, counted from 0. */
  factor(iteration: number): number;
  /** Informs the schedule of a validation loss, in nats per token. Returns false if training should end. */
  validated(loss: number): boolean;
  save(): Readonly<Record<string, number>>;
  restore(state: Readonly<Record<string, number>>): void;
}

/** A function that creates a schedule from its settings. */
export type ScheduleKind = (options: ScheduleOptions) => Schedule;

/** Returns a schedule whose factor depends only on the iteration. */
export function scheduleByIteration(factor: (iteration: number) => number): Schedule {
  return { factor, validated: () => true, save: () => ({}), restore() {} };
}
