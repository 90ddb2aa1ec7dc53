import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  boundary,
  byElements,
  byRows,
  byStreams,
  SINGLE_ELEMENT,
} from '../../../src/engine/kernels/parallel/split';

const sizes = fc.integer({ min: 1, max: 9 });

describe('an operation that is split', () => {
  it('has parts of whole units that cover everything once, as even as units allow', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 16 }), sizes, (total, unit, size) => {
        const ends = Array.from({ length: size + 1 }, (_, part) => boundary(total, unit, part, size));
        assert.equal(ends[0], 0);
        assert.equal(ends[size], total);
        for (const end of ends.slice(1, -1)) assert.ok(end === total || end % unit === 0);
        const units = ends.slice(1).map((end, part) => Math.ceil(end / unit) - Math.ceil(ends[part] / unit));
        assert.ok(Math.max(...units) - Math.min(...units) <= 1);
      }),
    );
  });

  it('has addresses and lengths of its parts, in elements of four bytes', () => {
    const split = byElements(2, 16);
    assert.deepEqual(split.part([1000, 2000, 0.5, 20], 0, 2), [1000, 2000, 0.5, 8]);
    assert.deepEqual(split.part([1000, 2000, 0.5, 20], 1, 2), [1032, 2032, 0.5, 12]);
    assert.deepEqual(
      [15, 16].map(length => split.isWorth([0, 0, 0, length])),
      [false, true],
    );
  });

  it('has addresses of its rows: of each width, of single elements, and of what all rows share', () => {
    const split = byRows([1, 3, SINGLE_ELEMENT, 0], 30);
    const numbers = [1000, 2000, 3000, 4000, 5, 6];
    assert.deepEqual(split.part(numbers, 0, 2), [1000, 2000, 3000, 4000, 2, 6]);
    assert.deepEqual(split.part(numbers, 1, 2), [1000 + 48, 2000 + 144, 3000 + 8, 4000, 3, 6]);
    assert.equal(split.isWorth(numbers), true);
    assert.equal(split.isWorth([...numbers.slice(0, 5), 5]), false);
  });

  it('has its own streams of an attention', () => {
    const split = byStreams(240);
    const [T, B, heads, d, C] = [5, 7, 2, 4, 9];
    const numbers = [1000, 2000, T, B, heads, d, C, 1, 6];
    assert.deepEqual(split.part(numbers, 0, 2), [1000, 2000, T, B, heads, d, C, 1, 3]);
    assert.deepEqual(split.part(numbers, 1, 2), [1000, 2000, T, B, heads, d, C, 4, 3]);
    assert.deepEqual(
      [5, 6].map(streams => split.isWorth([...numbers.slice(0, -1), streams])),
      [false, true],
    );
  });
});
