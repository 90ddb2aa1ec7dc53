import { UserError } from '../../protocol/userError';

/** The state of a run in the queue of a cluster. */
export type QueueState = 'waiting' | 'training';

/**
 * A service that trains runs of an experiment on other machines. It does not report the progress of a run,
 * which is stored in the run's folder.
 */
export interface Launcher {
  /** Submits the runs with these indices as one job. Returns the job's id. */
  submit(indices: readonly number[]): Promise<string>;
  /**
   * Returns the states of a job's runs that are still in the queue, by the indices of the runs. Throws
   * NoAnswer if the service cannot be reached.
   */
  poll(job: string): Promise<ReadonlyMap<number, QueueState>>;
  /** Cancels a job. The runs that are training save their state first. */
  cancel(job: string): Promise<void>;
}

/** Thrown if the service cannot be reached at the moment. Jobs that were submitted continue. */
export class NoAnswer extends UserError {
  constructor(reason: string) {
    super('Slurm did not answer: {0}', [reason]);
  }
}
