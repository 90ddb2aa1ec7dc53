import assert from 'node:assert/strict';
import { JoinedIds } from '../../../src/engine/data/joinedIds';
import { partOf, StoredList } from '../../../src/engine/data/storedIds';
import { MemoryStorage } from '../families/ngram/support/memoryStorage';

/** Numbers that need one, two and four bytes, with the largest number of each width. */
const NUMBERS = [0, 1, 255, 256, 65_535, 65_536, 2 ** 31 - 1];

describe('numbers that are stored outside memory', () => {
  /** Stores blocks of numbers as one list. */
  const stored = (...blocks: readonly number[][]) => {
    const list = new StoredList(new MemoryStorage());
    for (const block of blocks) list.add(Int32Array.from(block), Math.max(0, ...block));
    return list.take();
  };

  it('are read from any index to any other, across blocks', () => {
    const blocks = [[3, 255, 0], [], [256, 1], [65_535], [65_536, 2 ** 31 - 1, 7]];
    const all = blocks.flat();
    const ids = stored(...blocks);
    assert.equal(ids.length, all.length);
    for (let from = 0; from <= all.length; from++)
      for (let to = from; to <= all.length + 1; to++)
        assert.deepEqual([...ids.subarray(from, to)], all.slice(from, to), `${from} to ${to}`);
    assert.deepEqual([...ids.part(2, 6).subarray(1, 9)], all.slice(3, 6));
    assert.deepEqual([...ids.part(2, 8).part(1, 4).subarray(0, 3)], all.slice(3, 6));
    assert.deepEqual([...ids.subarray(5, 2)], []);
  });

  it('take as few bytes as the largest number of their block needs', () => {
    for (const [i, largest] of NUMBERS.entries()) {
      const storage = new MemoryStorage();
      const list = new StoredList(storage);
      list.push(largest);
      list.append(Int32Array.of(0));
      assert.deepEqual([...list.take().subarray(0, 2)], [largest, 0]);
      assert.equal(storage.bytes.length, 2 * (i < 3 ? 1 : i < 5 ? 2 : 4));
    }
  });

  it('are written in blocks of 65,536, each with its own width', () => {
    const list = new StoredList(new MemoryStorage());
    const numbers = Int32Array.from({ length: 140_000 }, (_, i) => (i === 70_000 ? 300 : i % 200));
    list.push(numbers[0]);
    list.append(numbers.subarray(1, 131_073));
    for (const number of numbers.subarray(131_073)) list.push(number);
    const ids = list.take();
    assert.equal(ids.length, numbers.length);
    assert.deepEqual(Int32Array.from(ids.subarray(0, ids.length)), numbers);
  });

  it('are replaced by ids', () => {
    const list = new StoredList(new MemoryStorage());
    list.append(Int32Array.of(2, 0, 1));
    const ids = list.take(Int32Array.of(50, 60, 70));
    assert.deepEqual([...ids.subarray(0, 3)], [70, 50, 60]);
    assert.deepEqual([...ids.part(1, 3).subarray(0, 1)], [50]);
  });
});

describe('the ids of two parts of a text', () => {
  const sources = {
    'in memory': (ids: readonly number[]) => Int32Array.from(ids),
    'outside memory': (ids: readonly number[]) => {
      const list = new StoredList(new MemoryStorage());
      list.append(Int32Array.from(ids));
      return list.take();
    },
  };
  for (const [place, source] of Object.entries(sources)) {
    it(`are read as one sequence: ${place}`, () => {
      for (const cut of [0, 1, 3, 5]) {
        const all = [10, 11, 12, 13, 14];
        const joined = new JoinedIds(source(all.slice(0, cut)), source(all.slice(cut)));
        assert.equal(joined.length, 5);
        for (let from = 0; from <= 5; from++) {
          for (let to = from; to <= 6; to++) {
            assert.deepEqual([...joined.subarray(from, to)], all.slice(from, to), `${from} to ${to}`);
            const part = partOf(joined, from, Math.min(to, 5));
            assert.equal(part.length, Math.min(to, 5) - from);
            assert.deepEqual([...part.subarray(0, 5)], all.slice(from, to));
          }
        }
      }
    });
  }
});
