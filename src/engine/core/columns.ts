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
export interface NumberColumn {
  readonly length: number;
  /** Returns a reader at the first number. */
  reader(): ColumnReader;
  /** Copies all numbers into an array, from index `at` on. Returns the array. */
  copyTo<A extends ColumnNumbers>(array: A, at?: number): A;
}

/** Reads the numbers of a column from start to end. */
export interface ColumnReader {
  /** Returns the next number. Must not be called after the last one. */
  next(): number;
}

/**
 * Returns the block with this number. `scratch` is memory for blocks that are read from storage: such a block is
 * valid until the next call with the same `scratch`.
 */
type BlockAt<A extends ColumnNumbers> = (index: number, scratch: { block?: A }) => A;

/**
 * Returns classes for one type of numbers. V8 compiles a function for the types of arrays that it has met, so
 * its code is simpler for one type than for both.
 */
function columnsOf<A extends ColumnNumbers>(Kind: new (length: number) => A) {
  class Reader implements ColumnReader {
    private readonly scratch: { block?: A } = {};
    private block: A = new Kind(0);
    private at = 0;
    private index = 0;

    constructor(private readonly blockAt: BlockAt<A>) {}

    next(): number {
      if (this.at === this.block.length) this.refill();
      return this.block[this.at++];
    }

    private refill(): void {
      this.block = this.blockAt(this.index++, this.scratch);
      this.at = 0;
    }
  }

  class Blocks implements NumberColumn {
    constructor(
      readonly length: number,
      private readonly blockAt: BlockAt<A>,
    ) {}

    reader(): ColumnReader {
      return new Reader(this.blockAt);
    }

    copyTo<B extends ColumnNumbers>(array: B, at = 0): B {
      const scratch = {};
      for (let [i, index] = [0, 0]; i < this.length; index++) {
        const block = this.blockAt(index, scratch);
        array.set(block, at + i);
        i += block.length;
      }
      return array;
    }
  }

  /** Writes a column. Without a storage, its numbers stay in memory. */
  class Writer {
    private readonly blocks: A[] = [];
    private written = 0;
    private block: A = new Kind(FIRST);
    private used = 0;

    constructor(private readonly storage?: ChunkStorage) {}

    push(value: number): void {
      if (this.used === this.block.length) this.makeRoom();
      this.block[this.used++] = value;
    }

    finish(): NumberColumn {
      const { blocks, storage, used, written } = this;
      const last = this.block.slice(0, used) as A;
      return new Blocks(written + used, (index, scratch) => {
        if (BLOCK * index === written) return last;
        if (!storage) return blocks[index];
        scratch.block ??= new Kind(BLOCK);
        storage.read(scratch.block.byteLength * index, new Uint8Array(scratch.block.buffer));
        return scratch.block;
      });
    }

    private makeRoom(): void {
      if (this.used < BLOCK) {
        const longer = new Kind(2 * this.used);
        longer.set(this.block);
        this.block = longer;
        return;
      }
      if (this.storage) this.storage.write(new Uint8Array(this.block.buffer));
      else {
        this.blocks.push(this.block);
        this.block = new Kind(BLOCK);
      }
      this.written += BLOCK;
      this.used = 0;
    }
  }

  return { Writer, of: (values: A): NumberColumn => new Blocks(values.length, () => values) };
}

const integers = columnsOf<Int32Array>(Int32Array);
const doubles = columnsOf<Float64Array>(Float64Array);

export class IntegerWriter extends integers.Writer {}
export class DoubleWriter extends doubles.Writer {}

/** Returns a column that reads an array. */
export const columnOf = (values: ColumnNumbers): NumberColumn =>
  values instanceof Int32Array ? integers.of(values) : doubles.of(values);
