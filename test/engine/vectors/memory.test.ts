import assert from 'node:assert/strict';
import { divideMemory } from '../../../src/engine/vectors/fast/divideMemory';
import { FastMemory } from '../../../src/engine/vectors/fast/fastMemory';
import { paddedShape, putRows, rowsAt } from '../../../src/engine/vectors/paddedRows';
import type { Word2vecOptions } from '../../../src/engine/vectors/word2vec/options';

const V = 2500;
const counts = Float64Array.from({ length: V }, (_, i) => V - i);
const words = Array.from(counts, (_, i) => `w${i}`);
const vocabulary = { words, counts, total: counts.reduce((sum, count) => sum + count) };
const SIZE = 10;
const STRIDE = 48; // 10 numbers of 4 bytes, padded to 16 bytes

/** Divides the memory for options. Returns the settings, and the bytes of each reserved part. */
function divided(
  options: Partial<Word2vecOptions>,
  subwords?: Parameters<typeof divideMemory>[3]['subwords'],
) {
  const memory = new FastMemory();
  const sizes = new Map<number, number>();
  const { reserve } = memory;
  memory.reserve = bytes => {
    const address = reserve.call(memory, bytes);
    sizes.set(address, bytes);
    return address;
  };
  const all = { size: SIZE, window: 2, sample: 0, negative: 3, hierarchical: false, cbow: true, alpha: 0.05 };
  const shape = paddedShape(SIZE, 16);
  const settings = divideMemory(
    memory,
    vocabulary,
    { ...all, iterations: 4, ...options },
    { shape, subwords },
  );
  const bytesOf = (name: keyof typeof settings) => sizes.get(settings[name]);
  return { settings, bytesOf, addresses: [...sizes] };
}

describe('the memory of a fast training', () => {
  it('has a row for each word, part of a word, output and node', () => {
    const rowsOf = ({ settings: { firstOutput, firstNode, rows } }: ReturnType<typeof divided>) => [
      ...[firstOutput, firstNode, rows],
    ];
    assert.deepEqual(rowsOf(divided({})), [V, 2 * V, 2 * V]);
    assert.deepEqual(rowsOf(divided({ negative: 0, hierarchical: true })), [V, V, 2 * V]);
    assert.deepEqual(rowsOf(divided({ hierarchical: true })), [V, 2 * V, 3 * V]);
    const subwords = {
      buckets: new Int32Array(30),
      rows: new Int32Array(7),
      starts: Int32Array.of(2, 7, ...Array(V - 2).fill(7)),
    };
    assert.deepEqual(rowsOf(divided({}, subwords as never)), [V + 30, 2 * V + 30, 2 * V + 30]);
  });

  it('has room for the text, the planned positions and the copies of the rows that a round changes', () => {
    const { settings, bytesOf } = divided({});
    // The 128 positions of a shard change at most 4 rows of context, 3 negative ones and the target's.
    assert.deepEqual([settings.shards, settings.positions, settings.capacity], [2, 128, 128 * (4 + 3 + 1)]);
    const sizes = {
      ...{ matrix: 2 * V * STRIDE, piece: 4 * 16_384, sentence: 4 * 1000, text: 4 * 17_384 },
      ...{ jobs: 24 * 17_384, headers: 64 * 2, places: 4 * 2 * V * 2, tickets: 128 },
      ...{ changedRows: 4 * 1024 * 2, copies: STRIDE * 1024 * 2, scratch: 2 * STRIDE * 2 },
    } as const;
    for (const [name, size] of Object.entries(sizes))
      assert.equal(bytesOf(name as keyof typeof sizes), size, name);
    assert.deepEqual([settings.subwordStarts, settings.subwordRows, settings.keeps], [0, 0, 0]);
  });

  it('has one shard with a tree, whose longest path has 40 nodes', () => {
    const { settings } = divided({ hierarchical: true, window: 1, negative: 2 });
    assert.deepEqual([settings.shards, settings.capacity], [1, 128 * (2 + 1 + 2 + 40)]);
  });

  it('has room for the outputs of every context word in skip-gram, but for no more rows than there are', () => {
    assert.equal(divided({ cbow: false, window: 1, negative: 1 }).settings.capacity, 128 * (2 + 1 + 2));
    assert.equal(divided({ cbow: false, window: 5, negative: 5 }).settings.capacity, 2 * V);
  });

  it('has room for all parts of the longest word', () => {
    const lengths = [2, 5, 3];
    let end = 0;
    const starts = Int32Array.from(words, (_, i) => (end += lengths[i] ?? 1));
    const subwords = { buckets: new Int32Array(4), starts, rows: new Int32Array(end) };
    const { settings, bytesOf } = divided({ window: 1, negative: 1 }, subwords as never);
    assert.equal(settings.capacity, 128 * (2 * 5 + 1 + 1));
    assert.deepEqual([bytesOf('subwordStarts'), bytesOf('subwordRows')], [4 * V, 4 * end]);
  });

  it('has only the tables that it needs', () => {
    const tablesOf = (options: Partial<Word2vecOptions>) => {
      const { keeps, cells, words, paths, steps } = divided(options).settings;
      return [keeps, cells, words, paths, steps].map(address => (address === 0 ? 'none' : 'some')).join(' ');
    };
    assert.equal(tablesOf({}), 'none some some none none');
    assert.equal(tablesOf({ sample: 1e-3 }), 'some some some none none');
    assert.equal(tablesOf({ negative: 0, hierarchical: true }), 'none none none some some');
    assert.equal(tablesOf({ hierarchical: true }), 'none some some some some');
  });

  it('has parts that begin at cache lines and do not overlap', () => {
    const { addresses } = divided({ hierarchical: true, sample: 1e-3 });
    let end = 64; // address 0 means "none"
    for (const [address, bytes] of addresses) {
      assert.equal(address, end);
      end = Math.ceil((address + bytes) / 64) * 64;
    }
  });
});

describe('shared memory', () => {
  it('grows by the pages that are missing', () => {
    const memory = new FastMemory();
    const pages = () => memory.memory.buffer.byteLength / 65_536;
    assert.equal(memory.reserve(65_536 - 64), 64);
    assert.equal(pages(), 1);
    assert.equal(memory.reserve(1), 65_536);
    assert.equal(pages(), 2);
    assert.equal(memory.reserve(3 * 65_536), 65_536 + 64);
    assert.equal(pages(), 5);
    assert.throws(() => memory.reserve(2 ** 32), RangeError);
  });

  it('stores numbers, also those of a part of a buffer', () => {
    const memory = new FastMemory();
    const [first, second] = [
      memory.store(Float32Array.of(1, 2, 3).subarray(1)),
      memory.store(Uint32Array.of(7)),
    ];
    const { buffer } = memory.memory;
    assert.deepEqual([...new Float32Array(buffer, first, 3)], [2, 3, 0]);
    assert.deepEqual([...new Uint32Array(buffer, second, 1)], [7]);
  });
});

describe('padded rows', () => {
  it('take a multiple of the alignment', () => {
    const strides = [1, 4, 5, 8, 9].map(size => paddedShape(size, 16).stride);
    assert.deepEqual(strides, [16, 16, 32, 32, 48]);
  });

  it('are read as they were written, and their padding is not written', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const numbers = new Float32Array(memory.buffer).fill(9);
    const shape = paddedShape(3, 16);
    const rows = Float32Array.of(1, 2, 3, 4, 5, 6);
    putRows(memory, 16, rows, shape);
    assert.deepEqual([...numbers.subarray(3, 14)], [9, 1, 2, 3, 9, 4, 5, 6, 9, 9, 9]);
    assert.deepEqual(rowsAt(memory, 16, 2, shape), rows);
    assert.deepEqual(rowsAt(memory, 32, 1, shape), rows.subarray(3));
    const end = 65_536 - 2 * shape.stride;
    putRows(memory, end, rows, shape); // the last row ends with the memory
    assert.deepEqual(rowsAt(memory, end, 2, shape), rows);
  });
});
