import type { ChunkStorage } from './chunkStorage';

/** The types of numbers in a column: 32-bit integers or doubles. */
export type ColumnNumbers = Int32Array | Float64Array;

/** Creates an empty storage outside memory. Each column has its own. */
export type NewStorage = () => ChunkStorage;

/** Number of values that are written to storage and read at a time. */
const BLOCK = 1 << 15;
/** Number of values for which a column initially reserves memory. */
const FIRST = 1 << 8;

/**
 * A long list of numbers that is written once and then read from start to end, any number of times. Only one
 * block of it is in memory, unless it has no storage.
 */
export class Column {
  constructor(
    readonly length: number,
    /** Returns the block with this number. The block is valid until the next call with the same `scratch`. */
    private readonly blockAt: (index: number, scratch: ColumnScratch) => ColumnNumbers,
  ) {}

  static of(values: ColumnNumbers): Column {
    return new Column(values.length, () => values);
  }

  /** Returns a reader at the first number. */
  reader(): ColumnReader {
    const scratch: ColumnScratch = {};
    return new ColumnReader(index => this.blockAt(index, scratch));
  }

  /** Copies all numbers into an array, from index `at` on. Returns the array. */
  copyTo<A extends ColumnNumbers>(array: A, at = 0): A {
    const scratch: ColumnScratch = {};
    for (let [i, index] = [0, 0]; i < this.length; index++) {
      const block = this.blockAt(index, scratch);
      array.set(block, at + i);
      i += block.length;
    }
    return array;
  }
}

/** Memory that a reader reuses for each block that it reads from storage. */
interface ColumnScratch {
  block?: ColumnNumbers;
}

export class ColumnReader {
  private block: ColumnNumbers = new Int32Array();
  private at = 0;
  private index = 0;

  constructor(private readonly blockAt: (index: number) => ColumnNumbers) {}

  /** Returns the next number. Must not be called after the last one. */
  next(): number {
    if (this.at === this.block.length) this.refill();
    return this.block[this.at++];
  }

  private refill(): void {
    this.block = this.blockAt(this.index++);
    this.at = 0;
  }
}

/** Writes a column. Without a storage, its numbers stay in memory. */
export class ColumnWriter<A extends ColumnNumbers> {
  private readonly blocks: A[] = [];
  private written = 0;
  private block: A;
  private used = 0;

  constructor(
    private readonly Kind: new (length: number) => A,
    private readonly storage?: ChunkStorage,
  ) {
    this.block = new Kind(FIRST);
  }

  get length(): number {
    return this.written + this.used;
  }

  push(value: number): void {
    if (this.used === this.block.length) this.makeRoom();
    this.block[this.used++] = value;
  }

  finish(): Column {
    const { Kind, blocks, length, storage, written } = this;
    const last = this.block.slice(0, this.used) as A;
    const size = new Kind(0).BYTES_PER_ELEMENT;
    return new Column(length, (index, scratch) => {
      if (BLOCK * index === written) return last;
      if (!storage) return blocks[index];
      scratch.block ??= new Kind(BLOCK);
      const { buffer } = scratch.block;
      storage.read(BLOCK * size * index, new Uint8Array(buffer));
      return scratch.block;
    });
  }

  private makeRoom(): void {
    if (this.used < BLOCK) {
      const longer = new this.Kind(2 * this.used);
      longer.set(this.block);
      this.block = longer;
      return;
    }
    if (this.storage) this.storage.write(new Uint8Array(this.block.buffer));
    else {
      this.blocks.push(this.block);
      this.block = new this.Kind(BLOCK);
    }
    this.written += BLOCK;
    this.used = 0;
  }
}
