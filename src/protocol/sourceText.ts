/** A text in memory, as UTF-8 bytes. `uri` is its document or file. */
export interface SourceText {
  readonly name: string;
  readonly uri: string;
  readonly bytes: Uint8Array;
}

/** A text that is too large for memory. The worker reads it from its file. */
export interface SourceFile {
  readonly name: string;
  readonly uri: string;
  readonly path: string;
  /** Size of the file in bytes. */
  readonly size: number;
  /** Name of the encoding. Default: UTF-16 if the byte order mark shows it, else UTF-8. */
  readonly encoding?: string;
}

/** A phase of a training: a number of passes over the bytes [start, end) of the training text. */
export interface PhasePlan {
  readonly start: number;
  readonly end: number;
  readonly epochs: number;
  /**
   * Interval, in tokens, at which the hidden state is cleared: `3-4` for 3 or 4 tokens, drawn at random each
   * time.
   */
  readonly resetEvery?: string;
}
