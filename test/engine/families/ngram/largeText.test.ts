import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Counter, type SortingOptions } from '../../../../src/engine/families/ngram/count/count';
import type { Counts } from '../../../../src/engine/families/ngram/count/counts';
import { countList } from './support/countList';
import { MemoryStorage } from './support/memoryStorage';
import { textFile, train } from './support/train';

/** The id of the begin of a sentence. The ids of words are lower. */
const BEGIN = 4;
const chain = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant(BEGIN) }), {
    minLength: 1,
    maxLength: 80,
  })
  .map(ids => Int32Array.from(ids));
const order = fc.integer({ min: 1, max: 6 });

function counted(ids: Int32Array, order: number, sorting?: SortingOptions): Counts {
  const counter = new Counter(BEGIN, order, sorting);
  for (const id of ids) counter.push(id);
  return counter.finish();
}

/** Counts n-grams one by one in a map. This is slow, but so simple that it can check the fast way. */
function countedPlainly(ids: Int32Array, order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < ids.length; i++) {
    for (let n = 1; n <= order && i + n <= ids.length; n++) {
      if (n > 1 && ids[i + n - 1] === BEGIN) break;
      const words = ids.subarray(i, i + n).join(' ');
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  }
  return counts;
}

/** Returns the counts of the n-grams that occur. The vocabulary may contain other words. */
const listed = (counts: Counts) => new Map([...countList(counts)].filter(([, count]) => count > 0));

describe('counting the n-grams of a large text', () => {
  it('counts every n-gram in the text', () => {
    fc.assert(
      fc.property(chain, order, (chain, order) => {
        assert.deepEqual(listed(counted(chain, order)), countedPlainly(chain, order));
      }),
    );
  });

  it('gives the same n-grams in the same order with almost no memory', () => {
    fc.assert(
      fc.property(chain, order, fc.nat(300), (chain, order, memory) => {
        const newStorage = () => new MemoryStorage();
        const sorted = countList(counted(chain, order, { memory, newStorage }));
        assert.deepEqual([...sorted], [...countList(counted(chain, order))]);
      }),
    );
  });

  it('reports a model that is too large', () => {
    const storage = new MemoryStorage();
    storage.write = () => {
      throw new RangeError('Array buffer allocation failed');
    };
    assert.throws(
      () => train('a b c\n'.repeat(9), 3, { sorting: { memory: 0, newStorage: () => storage } }),
      /do not fit into memory/,
    );
  });

  it('gives the same model as in memory', () => {
    const text = textFile('words-300-lines.txt');
    for (const unit of ['word', 'character'] as const) {
      const storages: MemoryStorage[] = [];
      const newStorage = () => {
        storages.push(new MemoryStorage());
        return storages[storages.length - 1];
      };
      const usual = train(text, 4, { unit });
      const sorted = train(text, 4, { unit, sorting: { memory: 4000, newStorage } });
      assert.ok(
        storages.some(({ bytes }) => bytes.length > 5000),
        'it went to the storage',
      );
      assert.deepEqual(sorted.smoothed, usual.smoothed);
    }
  });
});
