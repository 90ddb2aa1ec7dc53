import assert from 'node:assert/strict';
import { uniform } from '../../../src/engine/core/random';
import { EXACT, largestEigenvalue } from '../../../src/engine/nn/largestEigenvalue';
import { eigenvaluesOf, modulus, singularValuesOf } from '../../../src/engine/nn/spectrum';
import { distance } from '../support/fixture';

const random = (n: number, seed: number) =>
  Float64Array.from({ length: n * n }, (_, i) => (2 * uniform(seed, 'check', 0, i) - 1) * Math.sqrt(3 / n));
const largest = (W: Float64Array, n: number) => modulus((eigenvaluesOf(W, n) ?? [])[0]);

/** W [4, 4] with W[i, j] = ((3 i + 5 j) mod 7) / 4 - 0.5 + [i = j] / 2. */
const W = Array.from({ length: 16 }, (_, k) => {
  const [i, j] = [Math.floor(k / 4), k % 4];
  return ((3 * i + 5 * j) % 7) / 4 - 0.5 + (i === j ? 0.5 : 0);
});

describe('spectrum', () => {
  it('equals that of numpy', () => {
    const found = eigenvaluesOf(W, 4) ?? [];
    // numpy.linalg.eigvals and numpy.linalg.svd (numpy 2)
    const [re, im] = [
      [1.5058215262344423, 0.0736962962487214, 0.0736962962487214, -0.15321411873188395],
      [0.0, 0.6331805916211314, -0.6331805916211314, 0.0],
    ];
    assert.ok(
      distance(
        found.map(each => each.re),
        re,
      ) < 1e-12,
      JSON.stringify(found),
    );
    assert.ok(
      distance(
        found.map(each => each.im),
        im,
      ) < 1e-12,
      JSON.stringify(found),
    );
    assert.ok(
      distance(
        singularValuesOf(W, 4, 4) ?? [],
        [1.6024993754091301, 1.4709161673602695, 0.6726104355351014, 0.059131906960656136],
      ) < 1e-12,
    );
    const rectangle = W.slice(0, 12);
    const expected = [1.5749343009024632, 0.9665789674988994, 0.6307194680915063];
    assert.ok(distance(singularValuesOf(rectangle, 3, 4) ?? [], expected) < 1e-12);
    assert.ok(
      distance(
        singularValuesOf(rectangle, 4, 3) ?? [],
        [1.5915961280235427, 0.8777480270108937, 0.7133583716050085],
      ) < 1e-12,
    );
  });

  it('has the trace as sum, and the same values for W and Wᵀ, for matrices of any size', () => {
    for (const n of [2, 3, 7, 40, 90]) {
      const matrix = random(n, n);
      const found = eigenvaluesOf(matrix, n) ?? [];
      const trace = Array.from({ length: n }, (_, i) => matrix[i * n + i]).reduce((a, b) => a + b);
      assert.equal(found.length, n);
      assert.ok(Math.abs(found.reduce((sum, each) => sum + each.re, 0) - trace) < 1e-12 * n);
      assert.ok(Math.abs(found.reduce((sum, each) => sum + each.im, 0)) < 1e-12 * n);
      const transposed = matrix.map((_, k) => matrix[(k % n) * n + Math.floor(k / n)]);
      const moduli = (eigenvaluesOf(transposed, n) ?? []).map(modulus);
      assert.ok(distance(found.map(modulus), moduli) < 1e-9);
    }
  });

  it('is exact for diagonal matrices, also of the smallest numbers', () => {
    const re = (matrix: readonly number[], n: number) => eigenvaluesOf(matrix, n)?.map(each => each.re);
    assert.deepEqual(re([49, 0, 0, 0, 3, 0, 0, 0, 7], 3), [49, 7, 3]);
    assert.deepEqual(re([5e-324], 1), [5e-324]);
    assert.deepEqual(re([1e308, 0, 0, 1], 2), [1e308, 1]);
    assert.deepEqual(re([0, 0, 0, 0], 2), [0, 0]);
  });

  it('has the values of a block that is much smaller than the other elements', () => {
    const block = random(3, 3).map(each => 1e-100 * each);
    const matrix = new Float64Array(16);
    matrix[0] = 1;
    for (let k = 0; k < 9; k++) matrix[4 * (1 + Math.floor(k / 3)) + 1 + (k % 3)] = block[k];
    const [first, ...rest] = eigenvaluesOf(matrix, 4) ?? [];
    assert.deepEqual(first, { re: 1, im: 0 });
    const expected = eigenvaluesOf(block, 3) ?? [];
    for (const part of ['re', 'im'] as const)
      assert.ok(
        distance(
          rest.map(each => 1e100 * each[part]),
          expected.map(each => 1e100 * each[part]),
        ) < 1e-12,
        JSON.stringify(rest),
      );
  });

  it('of a permutation consists of roots of unity, which the usual shifts do not find', () => {
    for (const n of [3, 4, 5, 12]) {
      const cycle = Float64Array.from({ length: n * n }, (_, k) =>
        Number(Math.floor(k / n) === ((k % n) + 1) % n),
      );
      const found = eigenvaluesOf(cycle, n) ?? [];
      assert.ok(
        distance(
          found.map(modulus),
          found.map(() => 1),
        ) < 1e-12,
      );
      assert.equal(found.length, n);
    }
  });

  it('is correct for very large and very small elements', () => {
    for (const scale of [1e300, 1e-300]) {
      const found = eigenvaluesOf([2 * scale, scale, scale, 2 * scale], 2) ?? [];
      assert.ok(Math.abs(found[0].re / (3 * scale) - 1) < 1e-14);
    }
  });

  it('of a matrix with infinite elements does not exist', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.equal(eigenvaluesOf([1, value, 0, 1], 2), undefined);
      assert.equal(singularValuesOf([1, value], 1, 2), undefined);
      for (const n of [2, EXACT + 20])
        assert.ok(Number.isNaN(largestEigenvalue(new Float64Array(n * n).fill(value), n)));
    }
  });
});

describe('the largest eigenvalue', () => {
  it('is exact for a small matrix, and within 1 % for a large random one', () => {
    for (const [n, limit] of [
      [1, 1e-12],
      [EXACT, 1e-12],
      [EXACT + 1, 1e-6],
      [160, 0.01],
    ] as const)
      for (const seed of [1, 2]) {
        const matrix = random(n, seed);
        const error = Math.abs(largestEigenvalue(matrix, n) / largest(matrix, n) - 1);
        assert.ok(error < limit, `n = ${n}: error ${error}`);
      }
  });

  it('is exact for a large matrix of low rank, and 0 for a matrix of zeros', () => {
    const n = EXACT + 30;
    const matrix = Float64Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) + 1) / n);
    assert.ok(Math.abs(largestEigenvalue(matrix, n) - (n + 1) / 2) < 1e-9);
    assert.equal(largestEigenvalue(new Float64Array(n * n), n), 0);
  });
});
