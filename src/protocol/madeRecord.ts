/**
 * The common part of the records of n-gram models, mixtures and word vectors. They are made in one step, and are
 * stored next to the runs.
 */
export interface MadeRecord {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** Time in ISO 8601, UTC. */
  readonly createdAt: string;
  /** Number of distinct symbols, V. */
  readonly vocabulary: number;
}
