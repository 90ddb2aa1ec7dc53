import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ChunkStorage } from '../engine/core/chunkStorage';
import { UserError } from '../protocol/userError';

/**
 * A temporary file for data that exceeds the memory limit. It is unlinked right after opening, so that it
 * disappears with the process.
 */
export class TemporaryFile implements ChunkStorage {
  private file: number | undefined;

  constructor(private readonly folder = tmpdir()) {}

  write(bytes: Uint8Array): void {
    try {
      this.file ??= this.open();
      for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    } catch (error) {
      throw new UserError(
        'Temporary data that exceeds the memory limit could not be written to the folder "{0}" ({1}). Free some space there, choose another folder, or allow more memory.',
        [this.folder, error instanceof Error && 'code' in error ? String(error.code) : String(error)],
      );
    }
  }

  read(offset: number, into: Uint8Array): void {
    if (this.file === undefined) throw new RangeError('nothing was written');
    for (let at = 0; at < into.length; ) {
      const count = readSync(this.file, into, at, into.length - at, offset + at);
      if (count === 0) throw new RangeError(`${offset + into.length} is beyond what was written`);
      at += count;
    }
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private open(): number {
    const folder = mkdtempSync(join(this.folder, 'elman-'));
    try {
      const path = join(folder, 'runs');
      const file = openSync(path, 'wx+', 0o600);
      rmSync(path);
      return file;
    } finally {
      rmdirSync(folder);
    }
  }
}

/**
 * Returns a temporary file in a folder. If the folder does not exist, uses the nearest existing folder above
 * it.
 */
export function temporaryFileNear(folder: string): TemporaryFile {
  const above = dirname(resolve(folder));
  return existsSync(folder) || above === folder ? new TemporaryFile(folder) : temporaryFileNear(above);
}

/** Provides temporary files to `use`, as many as it creates, and closes them afterwards. */
export async function withTemporaryFiles<T>(
  use: (newFile: () => TemporaryFile) => Promise<T>,
  folder?: string,
): Promise<T> {
  const files: TemporaryFile[] = [];
  try {
    return await use(() => {
      const file = new TemporaryFile(folder);
      files.push(file);
      return file;
    });
  } finally {
    for (const file of files) file.close();
  }
}
