import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromDecimal, shortestSingle } from '../../src/engine/core/decimal';

describe('decimal numbers', () => {
  it('are read to the nearest double, or not at all if that is uncertain', () => {
    const parts = fc.record({
      high: fc.integer({ min: 0, max: 999_999_999_999_999 }),
      digits: fc.integer({ min: 0, max: 5 }),
      places: fc.integer({ min: 0, max: 22 }),
      seed: fc.nat(99_999),
    });
    let unsure = 0;
    fc.assert(
      fc.property(parts, ({ high, digits, places, seed }) => {
        const low = seed % 10 ** digits;
        const text = `${high}${digits > 0 ? String(low).padStart(digits, '0') : ''}`;
        const found = fromDecimal(high, low, digits, places);
        if (Number.isNaN(found)) unsure++;
        else assert.equal(found, Number(`${text}e-${places}`));
      }),
      { numRuns: 5000 },
    );
    assert.ok(unsure < 50, `${unsure} of 5000`);
  });

  it('are not read at the midpoint of two doubles, and are read a little beside it', () => {
    const [high, even] = [900_719_925_474_099, 2 ** 53];
    // The number is 2^53 + 1, the midpoint of two doubles.
    assert.equal(fromDecimal(high, 3, 1, 0), Number.NaN);
    assert.equal(fromDecimal(high, 30_000, 5, 4), Number.NaN);
    assert.equal(fromDecimal(high, 30_001, 5, 4), even + 2);
    assert.equal(fromDecimal(high, 29_999, 5, 4), even);
    // The number is 2^53 + 3, the midpoint of two doubles.
    assert.equal(fromDecimal(high, 5, 1, 0), Number.NaN);
    assert.equal(fromDecimal(high, 49_999, 5, 4), even + 2);
    assert.equal(fromDecimal(high, 50_001, 5, 4), even + 4);
    assert.equal(fromDecimal(123, 0, 0, 22), 1.23e-20);
  });

  it('are printed with as few digits as single precision allows', () => {
    const cases: readonly [number, string][] = [
      [0.1, '0.1'],
      [-1.5, '-1.5'],
      [1 / 3, '0.33333334'],
      [-2.345678901, '-2.3456788'],
      [123456.789, '123456.79'],
      [123456792, '123456792'],
      [0, '0'],
      [1e-30, '1e-30'],
      [1e300, '1e+300'],
    ];
    for (const [value, text] of cases) assert.equal(String(shortestSingle(value)), text);
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), value => {
        const short = shortestSingle(value);
        assert.equal(Math.fround(short), value);
        assert.ok(
          String(Math.abs(short))
            .replace(/e.*|\./g, '')
            .replace(/^0+/, '').length <= 9 || Math.abs(short) >= 1e9,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
