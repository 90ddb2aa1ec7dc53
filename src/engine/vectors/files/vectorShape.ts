/** The number and size of the vectors in a file, according to its first line. */
export interface VectorShape {
  /** The name of the file, for error messages. */
  readonly name: string;
  readonly words: number;
  /** Number of elements of each vector. */
  readonly size: number;
}
