import type { ModuleVariable } from '../wordVectors/exports';

/** Names of the numbers that the caller sets in the module of each thread (assembly/options.ts). */
export const fastSettings = [
  'vocabulary',
  'stride',
  'window',
  'cbow',
  'negative',
  'hierarchical',
  'initialRate',
  'allWords',
  'passWords',
  'keeps',
  'paths',
  'steps',
  'cells',
  'words',
  'logistic',
  'losses',
  'matrix',
  'rows',
  'firstOutput',
  'firstNode',
  'shards',
  'positions',
  'capacity',
  'subwordStarts',
  'subwordRows',
  'sentence',
  'text',
  'jobs',
  'headers',
  'places',
  'changedRows',
  'copies',
  'scratch',
  'tickets',
] as const;
export interface FastSettings extends Readonly<Record<(typeof fastSettings)[number], number>> {
  /** Address of the memory for word ids that the caller plans. */
  readonly piece: number;
}

/**
 * The functions of the module that trains word vectors on several threads. All threads share its memory, which
 * the caller passes and divides. Each thread has an instance of its own with the same settings. Addresses are
 * in bytes.
 */
export interface FastExports extends Readonly<Record<(typeof fastSettings)[number], ModuleVariable>> {
  /** Sets the learning rate to `initialRate`. */
  startRate(): void;
  /** Prepares planning. Called when all settings are made. */
  startPlan(): void;
  /**
   * Plans the training on the word ids (32 bits each) in a range of addresses, and returns the number of
   * positions. An unfinished sentence continues in the next call. Sets `isOver` if the pass has had all of
   * its words, and the caller must call `endPass` after the training.
   */
  plan(from: number, to: number): number;
  readonly isOver: ModuleVariable;
  /** Ends a pass over the text. Discards the words after the last sentence end. */
  endPass(): void;
  /** Trains on the first `count` planned positions, together with the threads that call this function, too. */
  trainRounds(count: number): void;
  /** As in `VectorExports`. */
  readonly passed: ModuleVariable;
  readonly changed: ModuleVariable;
  readonly counted: ModuleVariable;
  readonly rate: ModuleVariable;
  readonly length: ModuleVariable;
  /** The state of the random generator after all that is planned. */
  readonly planned: { value: bigint };
}
