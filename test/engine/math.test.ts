import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { cosine, exp, log, log10, logistic, power, tanh } from '../../src/engine/core/math';

const close = (found: number, expected: number) =>
  Object.is(found, expected) || Math.abs(found - expected) <= 2e-15 * Math.abs(expected) + 5e-324;

describe('our own mathematical functions', () => {
  const anywhere = fc.oneof(
    fc.double({ min: -750, max: 750, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  );
  const all: [string, (x: number) => number, (x: number) => number][] = [
    ['exp', exp, Math.exp],
    ['tanh', tanh, Math.tanh],
    ['logistic', logistic, x => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))],
  ];
  for (const [name, ours, theirs] of all) {
    it(`agree with JavaScript's to 2e-15: ${name}`, () => {
      fc.assert(
        fc.property(anywhere, x => close(ours(x), theirs(x))),
        { numRuns: 5000 },
      );
    });
  }

  it("agree with JavaScript's log to 2e-15, even for subnormal numbers", () => {
    const positive = fc.oneof(
      fc.double({ min: 0, noNaN: true }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(positive, x => close(log(x), Math.log(x))),
      { numRuns: 5000 },
    );
    assert.ok(close(log(5e-324), Math.log(5e-324)));
  });

  it('have the limits of the exact functions', () => {
    const { POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: minus, NaN: nan } = Number;
    assert.deepEqual([infinity, minus, nan, 710, -746, 0].map(exp), [infinity, 0, nan, infinity, 0, 1]);
    assert.deepEqual([infinity, 0, -1, nan, 1].map(log), [infinity, minus, nan, nan, 0]);
    assert.deepEqual([infinity, minus, nan, 0, 30].map(tanh), [1, -1, nan, 0, 1]);
    assert.deepEqual([infinity, minus, nan, 0].map(logistic), [1, 0, nan, 0.5]);
  });

  it('reach the smallest and the largest numbers', () => {
    for (const x of [709.782712893384, 709.5, -708.2, -708.5, -709.2, -740, -745.13])
      assert.ok(close(exp(x), Math.exp(x)), `${x}`);
    for (const x of [2 ** -1022, 2 ** -1023, Number.MAX_VALUE]) assert.ok(close(log(x), Math.log(x)), `${x}`);
  });

  it('change between their formulas without a gap', () => {
    for (const x of [19.03, 0.17, 0.1699999]) {
      assert.ok(close(tanh(x), Math.tanh(x)), `tanh ${x}`);
      assert.equal(tanh(-x), -tanh(x));
    }
    for (const x of [Math.SQRT2, Math.SQRT1_2]) assert.ok(close(log(x), Math.log(x)), `log ${x}`);
    assert.deepEqual([tanh(0.17), log(Math.SQRT2)], [0.16838104587081482, 0.3465735902799727]);
  });

  it('have powers of whole numbers and logarithms to base 10 that are exact', () => {
    for (let n = 0; n <= 19; n++) {
      assert.equal(power(5, n), 5 ** n);
      assert.equal(power(-3, n), (-3) ** n);
      assert.ok(close(log10(power(10, n)), n), `${n}`);
    }
    assert.equal(power(1.5, 3), 3.375);
  });

  it('have the same bits in every version and on every machine, so that runs can be repeated', () => {
    const bitsOf = (f: (x: number) => number, from: number, to: number) => {
      const values = Float64Array.from({ length: 20_000 }, (_, i) => f(from + ((to - from) * i) / 20_000));
      return createHash('sha256').update(values).digest('hex').slice(0, 16);
    };
    assert.deepEqual(
      {
        exp: bitsOf(exp, -3, 3),
        log: bitsOf(log, 0.001, 3),
        tanh: bitsOf(tanh, -3, 3),
        logistic: bitsOf(logistic, -9, 9),
        cosine: bitsOf(cosine, 0, Math.PI),
      },
      {
        exp: '72016831efcb1a06',
        log: 'f7036a3faf9e41c2',
        tanh: '3aaa952d5c23af2a',
        logistic: '2c6774c8f823ec6e',
        cosine: '74e7476150b253f3',
      },
    );
  });
});
