/**
 * Selects the weights of a run. `usual`: the best on the validation text if the run is done, else the newest.
 * A number selects the checkpoint of that iteration.
 */
export type CheckpointChoice = 'usual' | 'newest' | 'best' | number;

/**
 * The tokenization unit of an ARPA file and its symbol for unknown words. Needed only if they cannot be
 * determined from the file.
 */
export interface ArpaReading {
  readonly unit?: string;
  readonly unknown?: string;
}

export type ModelReference =
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly checkpoint: CheckpointChoice;
      /** Whether the run trains in this window, so that its newest weights are in the worker's memory. */
      readonly isLive: boolean;
    }
  /**
   * A model file. `opened` is the time in milliseconds at which the user opened the file. When the user opens
   * it again, the time changes and the file is read again. For n-grams, `unit` overrides how texts are split,
   * and `unknown` is the file's symbol for `<unk>`. `vocabulary` is the URI of
   * the symbols of a state dictionary of PyTorch, and `nonlinearity` that of its nn.RNN: tanh or relu.
   */
  | ({
      readonly kind: 'file';
      readonly uri: string;
      readonly opened?: number;
      readonly vocabulary?: string;
      readonly nonlinearity?: string;
    } & ArpaReading)
  /** An n-gram model or mixture that is stored next to the runs. */
  | { readonly kind: 'made'; readonly id: string };

/** What a state dictionary of PyTorch does not say, besides its vocabulary. */
export interface StateDictionaryGaps {
  /** Whether the nonlinearity of its nn.RNN is missing. */
  readonly nonlinearity: boolean;
}

/** The properties of a model that views need. */
export interface ModelFacts {
  /** A short description, such as `elman · tanh · 100`. */
  readonly description: string;
  readonly iteration: number;
  /** Number of distinct symbols. */
  readonly vocabulary: number;
  /** Identifies the tokenizer. Models with the same unit split a text into the same tokens. */
  readonly unit: string;
  /** Whether the vocabulary contains `<unk>`, the symbol for all unknown tokens. */
  readonly hasUnknown: boolean;
  /**
   * Whether the model predicts each token from the tokens on both sides of it. Its figures are pseudo-perplexities, which
   * cannot be compared with the perplexities of language models.
   */
  readonly bothSides?: true;
}
