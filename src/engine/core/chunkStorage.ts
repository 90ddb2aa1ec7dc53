/**
 * Storage for data that does not fit into memory, such as a temporary file. It is initially empty and used by
 * only one object.
 */
export interface ChunkStorage {
  /** Appends the bytes at the end. */
  write(bytes: Uint8Array): void;
  /** Reads stored bytes, starting at `offset`, until `into` is full. */
  read(offset: number, into: Uint8Array): void;
}
