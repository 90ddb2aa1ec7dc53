import type { ChunkStorage } from '../../../core/chunkStorage';
import type { NgramConsumer } from './sequences';
import { ChunkReader, recordBytes, type SortedChunk } from './sortedChunks';

/**
 * Merges sorted chunks into one sorted sequence, which it passes to the consumer. Uses at most `memory`
 * bytes. A heap contains a reader for each chunk; the reader with the smallest n-gram is at its top.
 */
export function mergeChunks(
  storage: ChunkStorage,
  chunks: readonly SortedChunk[],
  order: number,
  memory: number,
  sink: NgramConsumer,
): void {
  const records = Math.max(1, Math.floor(memory / recordBytes(order) / chunks.length));
  const heap = chunks
    .map(chunk => new ChunkReader(storage, chunk, order, records))
    .filter(reader => reader.next())
    .sort((a, b) => a.compare(b));
  while (heap.length > 0) {
    const [least] = heap;
    least.give(sink);
    if (!least.next()) {
      const last = heap.pop();
      if (last === undefined || last === least) return;
      heap[0] = last;
    }
    sift(heap);
  }
}

/** Restores the order of the heap after the reader at its top has advanced or was replaced: moves it down. */
function sift(heap: ChunkReader[]): void {
  const reader = heap[0];
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child + 1 < heap.length && heap[child + 1].compare(heap[child]) < 0) child++;
    if (child >= heap.length || reader.compare(heap[child]) <= 0) break;
    heap[place] = heap[child];
    place = child;
  }
  heap[place] = reader;
}
