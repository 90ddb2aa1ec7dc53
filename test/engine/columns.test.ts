import assert from 'node:assert/strict';
import { DoubleWriter, type NewStorage, type NumberColumn } from '../../src/engine/core/columns';
import { MemoryStorage } from './families/ngram/support/memoryStorage';

const BLOCK = 32_768;
const sizes = [0, 1, 255, 256, 257, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 70_000];

function counting(size: number, newStorage?: NewStorage): NumberColumn {
  const writer = new DoubleWriter(newStorage?.());
  for (let i = 0; i < size; i++) writer.push(i / 2);
  return writer.finish();
}

function check(column: NumberColumn, size: number): void {
  assert.equal(column.length, size);
  const readers = [column.reader(), column.reader()];
  for (let i = 0; i < size; i++) {
    for (const reader of readers) if (reader.next() !== i / 2) assert.fail(`number ${i} of ${size}`);
  }
  const copy = column.copyTo(new Float64Array(size + 2).fill(7), 1);
  assert.deepEqual([copy[0], copy[size + 1]], [7, 7]);
  for (let i = 0; i < size; i++) if (copy[i + 1] !== i / 2) assert.fail(`number ${i} of a copy of ${size}`);
}

describe('a column of numbers', () => {
  it('is read from memory by several readers', () => {
    for (const size of sizes) check(counting(size), size);
  });

  it('is read from storage, to which whole blocks are written', () => {
    for (const size of sizes) {
      const storage = new MemoryStorage();
      const column = counting(size, () => storage);
      check(column, size);
      const blocks = Math.floor(Math.max(0, size - 1) / BLOCK);
      assert.equal(storage.bytes.length, blocks * BLOCK * Float64Array.BYTES_PER_ELEMENT);
    }
  });
});
