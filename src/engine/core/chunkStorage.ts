/**
 * Storage outside memory for data that does not fit into memory. It is initially empty and used by one object
 * only.
 */
export interface ChunkStorage {
  /** Appends the bytes at the end. */
  write(bytes: Uint8Array): void;
  /** Fills `into` with the stored bytes that start at `offset`. */
  read(offset: number, into: Uint8Array): void;
}
