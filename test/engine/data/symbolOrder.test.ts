import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byCodePoint, codePointOrder } from '../../../src/engine/data/symbolOrder';

const ordered = (symbols: readonly string[]) =>
  [...codePointOrder(symbols, Uint32Array.from(symbols.keys()))].map(number => symbols[number]);

describe('the order of symbols', () => {
  it('is that of their code points', () => {
    const symbol = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(symbol, { maxLength: 120 }), symbols =>
        assert.deepEqual(ordered(symbols), [...symbols].sort(byCodePoint)),
      ),
    );
  });

  it('is found for many symbols that begin with the same thousands of characters', () => {
    const start = '-'.repeat(20_000);
    const symbols = Array.from({ length: 100 }, (_, i) => `${start}${(i * 37) % 100}`);
    symbols.push(start, `${start}-`);
    assert.deepEqual(ordered(symbols), [...symbols].sort(byCodePoint));
  });
});
