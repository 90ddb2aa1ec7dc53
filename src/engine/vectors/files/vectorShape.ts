/** The numbers that a file of word vectors promises. */
export interface VectorShape {
  /** The file's name, for messages. */
  readonly name: string;
  readonly words: number;
  /** Length of a vector. */
  readonly size: number;
}
