import type { FileHandle } from 'node:fs/promises';
import { crc32 } from '../../engine/core/crc';
import { bytesOf, type FileEntry, type StreamedTensor } from '../../engine/storage/streamedFile';

/** Number of bytes that are collected before they are written, unless one row is longer. */
const BLOCK = 1 << 18;

/** A tensor of a file that is written row by row, in large blocks. */
export class GrowingTensor {
  /** CRC-32 of everything that was written. */
  checksum = 0;
  private readonly block: Uint8Array;
  private readonly view: DataView;
  private used = 0;
  private at: number;

  constructor(
    private readonly file: FileHandle,
    private readonly dtype: StreamedTensor['dtype'],
    { at, prefix }: FileEntry,
    rowSize: number,
  ) {
    this.at = at;
    this.block = new Uint8Array(Math.max(BLOCK, prefix.length, rowSize * bytesOf[dtype]));
    this.view = new DataView(this.block.buffer);
    this.block.set(prefix);
    this.used = prefix.length;
  }

  /** Adds a row. Returns a promise if the caller must wait until a block is written. */
  add(row: ArrayLike<number>): Promise<void> | undefined {
    const width = bytesOf[this.dtype];
    if (this.used + width * row.length <= this.block.length) {
      this.copy(row);
      return undefined;
    }
    return this.flush().then(() => this.copy(row));
  }

  /** Writes what was added and not yet written. */
  async flush(): Promise<void> {
    const bytes = this.block.subarray(0, this.used);
    this.checksum = crc32(bytes, this.checksum);
    await writeAt(this.file, bytes, this.at);
    this.at += this.used;
    this.used = 0;
  }

  private copy(row: ArrayLike<number>): void {
    const { view, dtype } = this;
    for (let i = 0; i < row.length; i++) {
      if (dtype === 'F32') view.setFloat32(this.used, row[i], true);
      else if (dtype === 'I32') view.setInt32(this.used, row[i], true);
      else view.setBigInt64(this.used, BigInt(row[i]), true);
      this.used += bytesOf[dtype];
    }
  }
}

/** Writes all bytes at a position. One call of `write` may write fewer than asked. */
export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
