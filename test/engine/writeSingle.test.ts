import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortestSingle } from '../../src/engine/core/decimal';
import { writeSingle } from '../../src/engine/core/writeSingle';

function written(value: number): string {
  const bytes = new Uint8Array(40).fill(0x78);
  const end = writeSingle(value, bytes, 3);
  assert.equal(String.fromCharCode(...bytes.subarray(0, 3)), 'xxx');
  return String.fromCharCode(...bytes.subarray(3, end));
}

const check = (value: number) => assert.equal(written(value), String(shortestSingle(value)), String(value));

describe('writing a number with the digits of single precision', () => {
  it('gives the shortest decimal number that rounds to the same single-precision number', () => {
    fc.assert(fc.property(fc.double({ min: -10, max: 0 }), check), { numRuns: 2000 });
    fc.assert(fc.property(fc.double({ min: -600, max: 600 }), check), { numRuns: 2000 });
    fc.assert(fc.property(fc.float(), check), { numRuns: 2000 });
    const short = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(6)).map(([n, k]) => n / 10 ** k);
    fc.assert(fc.property(short, check), { numRuns: 2000 });
  });

  it('gives the same number in special cases', () => {
    const values = [0, -0, 1, -99, 9.9999999, -0.05, 0.049999997, 511.99997, 511.999999, 512, 1e-7, -1e-45];
    const large = [1e10, 1e300, Number.POSITIVE_INFINITY, Number.NaN];
    // Two decimal numbers of five places are equally near to 257.015625, which is 257 + 1/64.
    for (const value of [...values, ...large, 257.015625, -257.015625]) check(value);
  });
});
