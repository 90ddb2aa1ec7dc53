/** A global variable of the module that the caller can read and set. */
export interface ModuleVariable {
  value: number;
}

/** Names of the numbers that the caller sets (assembly/options.ts). */
export const moduleSettings = [
  'vocabulary',
  'dimension',
  'stride',
  'window',
  'cbow',
  'negative',
  'hierarchical',
  'initialRate',
  'allWords',
  'passWords',
  'inputs',
  'outputs',
  'nodes',
  'keeps',
  'paths',
  'steps',
  'cells',
  'words',
  'logistic',
  'losses',
] as const;

/**
 * The functions of the module that trains word vectors. The caller first sets the options in
 * `assembly/options.ts`, then calls `start`. Addresses are in bytes.
 */
export interface VectorExports extends Readonly<Record<(typeof moduleSettings)[number], ModuleVariable>> {
  readonly memory: WebAssembly.Memory;
  /** Reserves memory, which is never freed. Returns its address. */
  reserve(bytes: number): number;
  /** Sets the learning rate to `initialRate`. */
  startRate(): void;
  /** Reserves the remaining memory for training. Called when all options are set. */
  start(): void;
  /**
   * Trains on the word ids (32 bits each) in a range of addresses. An unfinished sentence continues in the
   * next call. Returns 0 if the pass has reached `passWords` words, and the caller must call `endPass`.
   * Returns 1 if the pass continues.
   */
  train(from: number, to: number): number;
  /** Ends a pass over the text. Discards the words after the last sentence end. */
  endPass(): void;
  /**
   * Number of words that were read in this pass. `changed`: this number at the last update of the learning
   * rate.
   */
  readonly passed: ModuleVariable;
  readonly changed: ModuleVariable;
  /** Number of words of all passes that the learning rate accounts for. */
  readonly counted: ModuleVariable;
  /** The current learning rate. */
  readonly rate: ModuleVariable;
  /** The state of the random generator. */
  readonly random: { value: bigint };
  /** Address of the word ids of the current sentence. `length`: the number of these words. */
  readonly sentence: ModuleVariable;
  readonly length: ModuleVariable;
  /**
   * Sum of the losses of all predictions (nats). `predictions`: their number. The caller may set both to 0.
   */
  readonly lossSum: ModuleVariable;
  readonly predictions: ModuleVariable;
}
