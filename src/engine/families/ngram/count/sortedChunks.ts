import type { NgramConsumer } from './sequences';

/** A place outside the memory where the sorted n-grams of one text wait: empty at first, and of no use to anybody else. */
export interface ChunkStorage {
  /** Behind what was written before. */
  write(bytes: Uint8Array): void;
  /** Fills `into` with what was written from `offset` on. */
  read(offset: number, into: Uint8Array): void;
}

/** Sorted n-grams in a storage: bytes from `start` to `end`. */
export interface SortedChunk {
  readonly start: number;
  readonly end: number;
}

/** An n-gram takes `order` words, `NONE` after its last, and its count: 4 bytes each. */
const NONE = -1;
export const recordBytes = (order: number) => 4 * (order + 1);
/** Records that are written at once. */
const BLOCK = 4096;

/** Writes a run. */
export class ChunkWriter implements NgramConsumer {
  private readonly block: Int32Array;
  private used = 0; // numbers of it
  private written = 0; // bytes

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

/** Reads a run, `records` n-grams at once. */
export class ChunkReader {
  /** The n-gram that it stands at begins at `at`. */
  block: Int32Array;
  at = 0;
  private end = 0;
  private offset: number;

  constructor(
    private readonly storage: ChunkStorage,
    private readonly run: SortedChunk,
    private readonly order: number,
    records: number,
  ) {
    this.offset = run.start;
    this.block = new Int32Array(records * (order + 1));
    this.at = -(order + 1);
  }

  /** To the next n-gram; false behind the last one. */
  next(): boolean {
    this.at += this.order + 1;
    if (this.at < this.end) return true;
    const bytes = Math.min(4 * this.block.length, this.run.end - this.offset);
    if (bytes === 0) return false;
    this.storage.read(this.offset, new Uint8Array(this.block.buffer, 0, bytes));
    this.offset += bytes;
    this.end = bytes / 4;
    this.at = 0;
    return true;
  }

  /** Whether it stands before, at or behind the other: less than 0, 0 or more. */
  compare(other: ChunkReader): number {
    for (let k = 0; k < this.order; k++) {
      const difference = this.block[this.at + k] - other.block[other.at + k];
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Hands the n-gram on. */
  give(sink: NgramConsumer): void {
    const { block, at, order } = this;
    let length = order;
    while (block[at + length - 1] === NONE) length--;
    sink.add(block, at, length, block[at + order]);
  }
}
