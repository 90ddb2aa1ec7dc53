import assert from 'node:assert/strict';
import {
  ChunkReader,
  ChunkWriter,
  recordBytes,
} from '../../../../src/engine/families/ngram/count/sortedChunks';
import { listing } from './support/listing';
import { MemoryStorage } from './support/memoryStorage';
import { train } from './support/train';

describe('a chunk of sorted n-grams', () => {
  it('keeps each n-gram once, with the sum of its counts', () => {
    const storage = new MemoryStorage();
    const writer = new ChunkWriter(storage, 3, 0);
    const ids = Int32Array.of(0, 1, 2);
    for (let times = 0; times < 3; times++) writer.add(ids, 0, 2, 1);
    writer.add(ids, 0, 3, 4);
    writer.add(ids, 0, 3, 1);
    const chunk = writer.finish();
    assert.equal(chunk.end - chunk.start, 2 * recordBytes(3));
    const reader = new ChunkReader(storage, chunk, 3, 1);
    const found: [number[], number][] = [];
    const sink = {
      add: (ids: Int32Array, at: number, length: number, count: number) =>
        found.push([[...ids.subarray(at, at + length)], count]),
    };
    while (reader.next()) reader.give(sink);
    assert.deepEqual(found, [
      [[0, 1], 3],
      [[0, 1, 2], 5],
    ]);
  });
});

describe('a minimum count', () => {
  it('leaves out rarer n-grams, unless a longer one that is kept begins with them', () => {
    const text = 'a b c\na b\nd b\nc a b\n';
    const options = { smoothing: 'additive', interpolate: false } as const;
    const longer = (minimumOf: (length: number) => number) => {
      const byLength = (n: number) => ({ ...options, minimumCount: minimumOf(n) });
      const { smoothed } = train(text, 3, { byLength });
      return [...listing(smoothed).keys()].filter(words => words.includes(' ')).sort();
    };
    assert.deepEqual(
      longer(() => 2),
      ['<s> a', '<s> a b', 'a b', 'a b </s>', 'b </s>'],
    );
    // "d b" occurs only once, but is kept because "d b </s>" begins with it.
    assert.ok(longer(n => (n === 2 ? 2 : 1)).includes('d b'));
  });
});
