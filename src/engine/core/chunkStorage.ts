/** Storage outside memory for data that exceeds it. It is initially empty and has a single user. */
export interface ChunkStorage {
  /** Appends the bytes. */
  write(bytes: Uint8Array): void;
  /** Fills `into` with the stored bytes that start at `offset`. */
  read(offset: number, into: Uint8Array): void;
}
