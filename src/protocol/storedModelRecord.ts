/**
 * The common fields of the records of n-gram models, mixtures and word vectors. They are stored next to the
 * runs. Unlike a run, they cannot be trained further.
 */
export interface StoredModelRecord {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** The time when the model was made, in ISO 8601, UTC. */
  readonly createdAt: string;
  /** Number of distinct symbols of the model, V. */
  readonly vocabulary: number;
}
