/** A global variable of the module that the caller can read and set. */
interface Setting {
  value: number;
}

/**
 * The functions of the module that trains word vectors. The caller first sets the options in
 * `assembly/options.ts`, then calls `start`. Addresses are in bytes.
 */
export interface VectorExports {
  readonly memory: WebAssembly.Memory;
  /** Reserves memory, which is never freed. Returns its address. */
  reserve(bytes: number): number;
  readonly vocabulary: Setting;
  readonly dimension: Setting;
  readonly stride: Setting;
  readonly window: Setting;
  readonly cbow: Setting;
  readonly negative: Setting;
  readonly hierarchical: Setting;
  readonly initialRate: Setting;
  readonly allWords: Setting;
  readonly passWords: Setting;
  readonly inputs: Setting;
  readonly outputs: Setting;
  readonly nodes: Setting;
  readonly keeps: Setting;
  readonly paths: Setting;
  readonly steps: Setting;
  readonly cells: Setting;
  readonly words: Setting;
  readonly logistic: Setting;
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
  /** Number of words that were read in this pass. */
  readonly passed: Setting;
  /** The current learning rate. */
  readonly rate: Setting;
}
