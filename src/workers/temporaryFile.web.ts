import type { ChunkStorage } from '../engine/core/chunkStorage';
import { concatenate } from '../engine/core/concatenate';

/** Data that exceed the memory limit. In the browser, which has no temporary files, they stay in memory. */
export class TemporaryFile implements ChunkStorage {
  private chunks: Uint8Array[] = [];

  write(bytes: Uint8Array): void {
    this.chunks.push(bytes.slice());
  }

  read(offset: number, into: Uint8Array): void {
    const content = concatenate(Uint8Array, this.chunks);
    // Later reads find one chunk, which is not copied again.
    this.chunks = [content];
    if (offset + into.length > content.length)
      throw new RangeError(`${offset + into.length} is beyond what was written`);
    into.set(content.subarray(offset, offset + into.length));
  }

  close(): void {
    this.chunks = [];
  }
}

export const temporaryFileNear = (_folder: string): TemporaryFile => new TemporaryFile();

/** Provides storage to `use`, as many as it creates, and releases it afterwards. */
export async function withTemporaryFiles<T>(use: (newFile: () => TemporaryFile) => Promise<T>): Promise<T> {
  const files: TemporaryFile[] = [];
  try {
    return await use(() => {
      const file = new TemporaryFile();
      files.push(file);
      return file;
    });
  } finally {
    for (const file of files) file.close();
  }
}
