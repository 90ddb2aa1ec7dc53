import type { ChunkStorage } from '../../../core/chunkStorage';
import type { NgramConsumer } from './sequences';

/** A sorted chunk of n-grams. It occupies the bytes from `start` to `end` - 1 of a storage. */
export interface SortedChunk {
  readonly start: number;
  readonly end: number;
}

/** The value of the unused word positions of a record whose n-gram has fewer than `order` words. */
const NONE = -1;
/** Returns the number of bytes of a record: `order` word ids and the count, with 4 bytes each. */
export const recordBytes = (order: number) => 4 * (order + 1);
/** Number of records that are collected and written at once. */
const BLOCK = 4096;

/** Writes n-grams as a sorted chunk. */
export class ChunkWriter implements NgramConsumer {
  private readonly block: Int32Array;
  private used = 0; // in 32-bit numbers
  private written = 0; // in bytes

  constructor(
    private readonly storage: ChunkStorage,
    private readonly order: number,
    private readonly start: number,
  ) {
    this.block = new Int32Array(BLOCK * (order + 1));
  }

  add(ids: Int32Array, at: number, length: number, count: number): void {
    const { block, order } = this;
    if (this.isLast(ids, at, length)) {
      block[this.used - 1] += count;
      return;
    }
    if (this.used === block.length) this.flush();
    for (let k = 0; k < order; k++) block[this.used + k] = k < length ? ids[at + k] : NONE;
    block[this.used + order] = count;
    this.used += order + 1;
  }

  finish(): SortedChunk {
    this.flush();
    return { start: this.start, end: this.start + this.written };
  }

  private isLast(ids: Int32Array, at: number, length: number): boolean {
    const last = this.used - this.order - 1;
    if (last < 0) return false;
    for (let k = 0; k < this.order; k++) {
      if (this.block[last + k] !== (k < length ? ids[at + k] : NONE)) return false;
    }
    return true;
  }

  private flush(): void {
    const bytes = new Uint8Array(this.block.buffer, 0, 4 * this.used);
    this.storage.write(bytes);
    this.written += bytes.length;
    this.used = 0;
  }
}

/** Reads a sorted chunk. Keeps up to `records` n-grams in memory. */
export class ChunkReader {
  /** The records that are in memory. The record of the current n-gram starts at index `at`. */
  block: Int32Array;
  at = 0;
  private end = 0;
  private offset: number;

  constructor(
    private readonly storage: ChunkStorage,
    private readonly chunk: SortedChunk,
    private readonly order: number,
    records: number,
  ) {
    this.offset = chunk.start;
    this.block = new Int32Array(records * (order + 1));
    this.at = -(order + 1);
  }

  /** Advances to the next n-gram. Returns false after the last one. */
  next(): boolean {
    this.at += this.order + 1;
    if (this.at < this.end) return true;
    const bytes = Math.min(4 * this.block.length, this.chunk.end - this.offset);
    if (bytes === 0) return false;
    this.storage.read(this.offset, new Uint8Array(this.block.buffer, 0, bytes));
    this.offset += bytes;
    this.end = bytes / 4;
    this.at = 0;
    return true;
  }

  /**
   * Compares the current n-grams of two readers. Returns a negative number if this one sorts first, 0 if they
   * are equal, else a positive number.
   */
  compare(other: ChunkReader): number {
    for (let k = 0; k < this.order; k++) {
      const difference = this.block[this.at + k] - other.block[other.at + k];
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Passes the current n-gram with its count to the consumer `sink`. */
  give(sink: NgramConsumer): void {
    const { block, at, order } = this;
    let length = order;
    while (block[at + length - 1] === NONE) length--;
    sink.add(block, at, length, block[at + order]);
  }
}
