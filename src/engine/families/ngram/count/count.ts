import type { ChunkStorage } from '../../../core/chunkStorage';
import type { NewStorage } from '../../../core/columns';
import { Collector } from './collector';
import type { Counts } from './counts';
import { mergeChunks } from './merge';
import { sortSequences } from './sequences';
import { ChunkWriter, type SortedChunk } from './sortedChunks';

/**
 * Limits the memory for sorting n-grams. When this memory is full, the n-grams in it are sorted and written
 * to storage as a sorted chunk. At the end, the chunks are merged. Tokens and counts are always in storage.
 */
export interface SortingOptions {
  /** Number of bytes of memory for sorting. */
  readonly memory: number;
  readonly newStorage: NewStorage;
}

/** Number of bytes per token of memory for sorting: an id and two positions. */
const BYTES_PER_PLACE = 12;
const FIRST_PLACES = 1 << 16;

/**
 * Counts the n-grams of a sequence of token ids. `begin` is the id that precedes each sentence. It must be
 * the largest id.
 */
export class Counter {
  private readonly capacity: number;
  private ids: Int32Array;
  private length = 0;
  private readonly chunks: SortedChunk[] = [];
  private storage: ChunkStorage | undefined;

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
    const { begin, order, sorting, storage } = this;
    const collector = new Collector(begin + 1, order, sorting?.newStorage);
    if (storage && sorting) {
      this.spill(storage, this.length);
      this.ids = new Int32Array();
      mergeChunks(storage, this.chunks, order, sorting.memory, collector);
    } else {
      const ids = this.ids.subarray(0, this.length);
      this.ids = new Int32Array();
      sortSequences(ids, ids.length, order, begin, collector);
    }
    return collector.finish();
  }

  private makeRoom(): void {
    if (this.sorting && this.length >= this.capacity) {
      this.storage ??= this.sorting.newStorage();
      this.spill(this.storage, this.length - this.order + 1);
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
