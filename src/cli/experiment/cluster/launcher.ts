/** The state of a run in a queue. */
export type QueueState = 'waiting' | 'training';

/** A service that trains runs of an experiment elsewhere. A run's folder, not the service, says how far the run is. */
export interface Launcher {
  /** Submits the runs with these indices as one job. Returns its id. */
  submit(indices: readonly number[]): Promise<string>;
  /** Returns the indices of a job that are still in the queue. */
  poll(job: string): Promise<ReadonlyMap<number, QueueState>>;
  /** Cancels a job. Its runs are saved. */
  cancel(job: string): Promise<void>;
}
