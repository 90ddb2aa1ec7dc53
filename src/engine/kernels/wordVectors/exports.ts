/** A number of the module, which can be set. */
interface Setting {
  value: number;
}

/**
 * The functions of the module that trains word vectors. `assembly/options.ts` explains the numbers to set
 * before `start`. Addresses are in bytes.
 */
export interface VectorExports {
  readonly memory: WebAssembly.Memory;
  /** Reserves memory for as long as the module lives. Returns its address. */
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
  /** Sets the rate to `initialRate`. */
  startRate(): void;
  /** Reserves what else the training needs. */
  start(): void;
  /**
   * Trains on the words (32 bits each) from an address to another. A sentence that does not end there continues in the
   * next call. Returns 0 when the pass has `passWords` words: it must be ended then.
   */
  train(from: number, to: number): number;
  /** Ends a pass over the text. Words after the last sentence are left out. */
  endPass(): void;
  /** Number of words of this pass so far. */
  readonly passed: Setting;
  /** The learning rate. */
  readonly rate: Setting;
}
