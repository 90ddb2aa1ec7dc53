import assert from 'node:assert/strict';
import { eigenvalues } from '../../../src/engine/core/eigenvalues';
import { dice } from '../storage/support/mutate';

/** Returns the number of QR steps that the slowest eigenvalue of a matrix needs. */
function stepsFor(W: Float64Array, n: number): number {
  let steps = 0;
  while (!eigenvalues(W, n, steps)) steps++;
  return steps;
}

function randomMatrix(n: number, seed: number): Float64Array {
  const roll = dice(seed);
  return Float64Array.from({ length: n * n }, () => (roll(2001) - 1000) / 1000);
}

describe('QR steps for eigenvalues', () => {
  it('are few for random matrices, because the shifts approximate the eigenvalues', () => {
    const steps = [3, 4, 8, 20, 30].flatMap(n =>
      Array.from({ length: 40 }, (_, seed) => stepsFor(randomMatrix(n, seed + 1), n)),
    );
    assert.ok(steps.reduce((sum, each) => sum + each) / steps.length < 6.5);
    assert.ok(steps.filter(each => each <= 9).length > 0.96 * steps.length);
  });

  it('include an exceptional one after ten that make no progress', () => {
    for (const [n, steps] of [
      [3, 14],
      [4, 14],
      [5, 15],
      [12, 16],
    ]) {
      const cycle = Float64Array.from({ length: n * n }, (_, k) =>
        Number(Math.floor(k / n) === ((k % n) + 1) % n),
      );
      assert.equal(stepsFor(cycle, n), steps);
    }
  });

  it('are not needed for up to two rows, nor for a triangular matrix', () => {
    assert.equal(stepsFor(randomMatrix(2, 1), 2), 0);
    assert.equal(stepsFor(Float64Array.of(1, 2, 3, 0, 4, 5, 0, 0, 6), 3), 0);
    assert.deepEqual(
      eigenvalues([1, 2, 3, 0, 4, 5, 0, 0, 6], 3, 0)
        ?.map(([re]) => re)
        .sort(),
      [1, 4, 6],
    );
  });
});
