import type { ChunkStorage } from '../../../core/chunkStorage';
import { Collector, type Counts } from './collector';
import { mergeChunks } from './merge';
import { sortSequences } from './sequences';
import { ChunkWriter, type SortedChunk } from './sortedChunks';

/**
 * Limits the memory for sorting n-grams. When this memory is full, the n-grams in it are sorted and written
 * to storage as a sorted chunk. At the end, the chunks are merged.
 */
export interface SortingOptions {
  /** Number of bytes of memory for sorting. The counts that result need additional memory. */
  readonly memory: number;
  readonly storage: ChunkStorage;
}

/**
 * Number of bytes per token of memory for sorting: an id, the n-gram's length, a sort key, and two positions.
 */
const BYTES_PER_PLACE = 17;
const FIRST_PLACES = 1 << 16;

/**
 * Counts the n-grams of a sequence of token ids. `begin` is the id that precedes each sentence. It must be
 * the largest id.
 */
export class Counter {
  private readonly capacity: number;
  private ids: Int32Array;
  private length = 0;
  private chunks: SortedChunk[] = [];

  constructor(
    private readonly begin: number,
    private readonly order: number,
    private readonly sorting?: SortingOptions,
  ) {
    // Includes room for the last order - 1 tokens of a chunk. They are kept for the next chunk, because
    // n-grams that start at them continue there.
    this.capacity = sorting ? order + Math.floor(sorting.memory / BYTES_PER_PLACE) : Number.POSITIVE_INFINITY;
    this.ids = new Int32Array(Math.min(FIRST_PLACES, this.capacity));
  }

  push(id: number): void {
    if (this.length === this.ids.length) this.makeRoom();
    this.ids[this.length++] = id;
  }

  finish(): Counts {
    const collector = new Collector(this.begin + 1, this.order);
    if (this.chunks.length === 0 || !this.sorting) {
      sortSequences(this.ids.subarray(0, this.length), this.length, this.order, this.begin, collector);
    } else {
      this.spill(this.sorting.storage, this.length);
      this.ids = new Int32Array();
      mergeChunks(this.sorting.storage, this.chunks, this.order, this.sorting.memory, collector);
    }
    return collector.finish();
  }

  private makeRoom(): void {
    if (this.sorting && this.length >= this.capacity) {
      this.spill(this.sorting.storage, this.length - this.order + 1);
      return;
    }
    const larger = new Int32Array(Math.min(2 * this.length, this.capacity));
    larger.set(this.ids);
    this.ids = larger;
  }

  /**
   * Writes the n-grams that start at the first `places` tokens to storage as a sorted chunk, and drops these
   * tokens from memory.
   */
  private spill(storage: ChunkStorage, places: number): void {
    const writer = new ChunkWriter(storage, this.order, this.chunks.at(-1)?.end ?? 0);
    sortSequences(this.ids.subarray(0, this.length), places, this.order, this.begin, writer);
    this.chunks.push(writer.finish());
    this.ids.copyWithin(0, places, this.length);
    this.length -= places;
  }
}
