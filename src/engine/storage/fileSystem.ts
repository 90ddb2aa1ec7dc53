/**
 * The file operations that the stores need. Paths are relative to the root of the store, with `/` between
 * names. Functions reject with the errors of the platform; reading a missing file returns undefined instead.
 * If a symbolic link leads outside the root, files there can be read, but not changed or removed.
 */
export interface FileSystem {
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Returns a function that reads a file of any size in pieces. Undefined if the file does not exist. The
   * pieces may share one buffer, so each is valid only until the next one is read.
   */
  open(path: string): Promise<(() => Iterable<Uint8Array>) | undefined>;
  /**
   * Returns the names of the files and folders in a folder, unsorted. Returns an empty list if the folder
   * does not exist.
   */
  list(folder: string): Promise<readonly string[]>;
  /**
   * Returns a stamp for each file, which changes whenever the content changes. Undefined for a missing file.
   * Shortly after a change, every call returns a new stamp, because the modification time might not show a
   * further change within the resolution of the clock.
   */
  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]>;
  /**
   * Writes a file and creates missing folders. After a crash, the file has either the old or the new content:
   * the content is written to a temporary file, which is synced and renamed; then the folder is synced.
   */
  writeAtomic(path: string, content: Uint8Array): Promise<void>;
  /**
   * Writes a file like `writeAtomic`, with content of any size. If `pieces` throws, the file keeps its old
   * content.
   */
  writePieces(path: string, pieces: Iterable<Uint8Array>): Promise<void>;
  /**
   * Appends to a file. Creates the file and its folders if they are missing. After a crash, data that were
   * not synced (see `sync`) can be lost or damaged.
   */
  append(path: string, content: Uint8Array): Promise<void>;
  /**
   * Makes appended data durable: they survive a crash. Returns the length of the file in bytes, or 0 if it
   * does not exist.
   */
  sync(path: string): Promise<number>;
  /**
   * Renames a folder with its contents. `to` must not exist. The operation is atomic, and it is durable when
   * the promise resolves.
   */
  move(from: string, to: string): Promise<void>;
  /**
   * Removes a file, a link or a whole folder. Does nothing if the path does not exist or lies outside the
   * root.
   */
  remove(path: string): Promise<void>;
}
