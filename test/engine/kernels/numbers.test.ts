import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exp } from '../../../src/engine/core/math';
import { normal, uniform } from '../../../src/engine/core/random';
import { fillDraws } from '../../../src/engine/kernels/numbers/draws';
import { exponentialsOf } from '../../../src/engine/kernels/numbers/exponentials';

const seeds = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 2 ** 32 - 1));
const steps = fc.oneof(fc.nat(), fc.integer({ min: 0, max: 2 ** 48 - 1 }));
const lengths = fc.oneof(fc.nat(70), fc.constantFrom(0, 1, 16_384, 16_385));

describe('kernels of float64 numbers', () => {
  for (const [kind, draw] of Object.entries({ normal, uniform })) {
    it(`${kind} draws have the bits of core/random`, () => {
      fc.assert(
        fc.property(seeds, steps, fc.nat(2 ** 31 - 1), lengths, (seed, step, index, length) => {
          const found = new Float64Array(length);
          fillDraws(kind as 'normal' | 'uniform', { seed, purpose: 'initialise', step, index }, found);
          const expected = found.map((_, i) => draw(seed, 'initialise', step, index + i));
          assert.deepEqual(found, expected);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('exponentials have memory for any number of numbers, which is used again', () => {
    const zeros = (length: number) => exponentialsOf(new Float64Array(length), 1);
    zeros(1);
    assert.equal(zeros(300_000).sum, 300_000);
    const { byteLength } = zeros(1000).weights.buffer;
    for (let call = 0; call < 1000; call++) zeros(1000);
    assert.equal(zeros(1000).weights.buffer.byteLength, byteLength);
  });

  it('exponentials have the bits of core/math', () => {
    const logs = fc.oneof(
      fc.double({ min: -760, max: 3, noNaN: true }),
      fc.constant(Number.NEGATIVE_INFINITY),
    );
    const all = fc.array(logs, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(all, fc.double({ min: 0.05, max: 4, noNaN: true }), (logProbs, temperature) => {
        const best = Math.max(...logProbs);
        fc.pre(Number.isFinite(best));
        const expected = logProbs.map(x => exp((x - best) / temperature));
        const { weights, sum } = exponentialsOf(logProbs, temperature);
        assert.deepEqual([...weights], expected);
        assert.equal(
          sum,
          expected.reduce((a, b) => a + b, 0),
        );
      }),
    );
  });
});
