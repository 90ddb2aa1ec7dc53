import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Counts } from '../../../../src/engine/families/ngram/count/collector';
import { Counter, type SortingOptions } from '../../../../src/engine/families/ngram/count/count';
import { childOf, ROOT } from '../../../../src/engine/families/ngram/trie';
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

function listed({ trie, counts }: Counts): Map<string, number> {
  const list = new Map<string, number>();
  const visit = (node: number, before: readonly number[]) => {
    for (let child = trie.children[node]; child < trie.children[node + 1]; child++) {
      const words = [...before, trie.words[child]];
      if (counts[child] > 0) list.set(words.join(' '), counts[child]);
      assert.equal(childOf(trie, node, trie.words[child]), child);
      visit(child, words);
    }
  };
  visit(ROOT, []);
  return list;
}

describe('counting the n-grams of a large text', () => {
  it('counts every n-gram in the text', () => {
    fc.assert(
      fc.property(chain, order, (chain, order) => {
        assert.deepEqual(listed(counted(chain, order)), countedPlainly(chain, order));
      }),
    );
  });

  it('gives the same trie, bit for bit, with almost no memory', () => {
    fc.assert(
      fc.property(chain, order, fc.nat(300), (chain, order, memory) => {
        const storage = new MemoryStorage();
        assert.deepEqual(counted(chain, order, { memory, storage }), counted(chain, order));
      }),
    );
  });

  it('reports a model that is too large', () => {
    const storage = new MemoryStorage();
    storage.write = () => {
      throw new RangeError('Array buffer allocation failed');
    };
    assert.throws(
      () => train('a b c\n'.repeat(9), 3, { sorting: { memory: 0, storage } }),
      /do not fit into memory/,
    );
  });

  it('gives the same model as in memory', () => {
    const text = textFile('words-300-lines.txt');
    for (const unit of ['word', 'character'] as const) {
      const storage = new MemoryStorage();
      const usual = train(text, 4, { unit });
      const sorted = train(text, 4, { unit, sorting: { memory: 4000, storage } });
      assert.ok(storage.bytes.length > 5000, 'it went to the storage');
      assert.deepEqual(sorted.smoothed, usual.smoothed);
    }
  });
});
