/**
 * The files a store needs, and no more. Paths are relative to the store's root, with `/` between names.
 * Errors are those of the platform, except that reading what does not exist answers `undefined`. Where symbolic links
 * lead out of the root, everything can be read, but nothing changed or removed.
 */
export interface FileSystem {
  read(path: string): Promise<Uint8Array | undefined>;
  /** Names in a folder, unsorted; empty for a folder that does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /**
   * For each file a text that is another one once its content is another one; undefined where there is no file. A file
   * that changed just now never has the same text twice: another change might not show.
   */
  stamps(paths: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** Creates the folders on the way. Old or new content after a crash, never a mixture: temporary name, fsync, rename, fsync of the folder. */
  writeAtomic(path: string, content: Uint8Array): Promise<void>;
  /** Creates the file and the folders on the way. After a crash anything may be there in place of what was not synced. */
  append(path: string, content: Uint8Array): Promise<void>;
  /** Makes what was appended outlast a crash; the file's bytes, 0 where there is none. */
  sync(path: string): Promise<number>;
  /** A folder and all that is in it gets another name, which nothing has, for good when it returns; never half of it. */
  move(from: string, to: string): Promise<void>;
  /** A file, a link or a whole folder; nothing happens where there is none, or where it is outside the root. */
  remove(path: string): Promise<void>;
}
