/**
 * The file operations that the stores need. Paths are relative to the store's root and separated by `/`.
 * Throws the errors of the platform, but reading a missing file returns undefined. Through symbolic links
 * that lead outside the root, files can be read, but not changed or removed.
 */
export interface FileSystem {
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Returns a function that reads a file of any size in pieces, or undefined for a missing file. The pieces
   * may share one buffer.
   */
  open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined>;
  /** Returns the unsorted names in a folder, or an empty list if the folder does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /**
   * Returns a stamp for each file, which differs whenever the content differs; undefined for a missing file.
   * A file that was changed just now gets a new stamp at every call, because another change within the
   * clock's resolution might not be visible.
   */
  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]>;
  /**
   * Writes a file and creates missing folders. After a crash the file has either the old or the new content:
   * writes under a temporary name, syncs, renames and syncs the folder.
   */
  writeAtomic(path: string, content: Uint8Array): Promise<void>;
  /** Like `writeAtomic`, for content of any size. If `pieces` throws, the file keeps its old content. */
  writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void>;
  /**
   * Appends to a file; creates it and missing folders. After a crash, anything that was not synced may be
   * lost or garbled.
   */
  append(path: string, content: Uint8Array): Promise<void>;
  /** Makes appended data durable. Returns the file's length in bytes, 0 if it does not exist. */
  sync(path: string): Promise<number>;
  /**
   * Renames a folder with its contents. `to` must not exist. The move is atomic, and durable when it returns.
   */
  move(from: string, to: string): Promise<void>;
  /**
   * Removes a file, a link or a whole folder. Does nothing if the path does not exist or is outside the root.
   */
  remove(path: string): Promise<void>;
}
