import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uniform } from '../../../src/engine/core/random';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { spectralRadiusOf } from '../../../src/engine/nn/cells/spectralRadius';
import { freshModel } from './networks';
import { shapeOf } from './shapes';

type Matrix = readonly (readonly number[])[];

function product(A: Matrix, B: Matrix): number[][] {
  return A.map(row => B[0].map((_, c) => row.reduce((sum, a, k) => sum + a * B[k][c], 0)));
}

/** Returns a block diagonal matrix with eigenvalues r e^(±iφ). Its blocks are rotations by φ, scaled by r. */
function rotations(pairs: readonly { readonly r: number; readonly angle: number }[]): number[][] {
  const n = 2 * pairs.length;
  const D = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (const [k, { r, angle }] of pairs.entries()) {
    const [cos, sin] = [r * Math.cos(angle), r * Math.sin(angle)];
    [D[2 * k][2 * k], D[2 * k][2 * k + 1]] = [cos, -sin];
    [D[2 * k + 1][2 * k], D[2 * k + 1][2 * k + 1]] = [sin, cos];
  }
  return D;
}

/**
 * Returns S W S⁻¹ for a random S, which has the same eigenvalues as W. S is a product of shear matrices,
 * whose inverses are known.
 */
function similar(W: number[][], seed: number): number[][] {
  const n = W.length;
  const draw = (i: number) => 2 * uniform(seed, 'check', 2, i) - 1;
  const A = W.map(row => [...row]);
  for (let shear = 0; shear < 3 * n; shear++) {
    const i = Math.floor(uniform(seed, 'check', 3, shear) * n);
    const j = (i + 1 + (shear % (n - 1))) % n;
    const s = draw(shear);
    for (let c = 0; c < n; c++) A[i][c] += s * A[j][c];
    for (const row of A) row[j] -= s * row[i];
  }
  return A;
}

/**
 * Returns the spectral radius by Gelfand's formula: the limit of the 2^k-th root of the norm of W^(2^k),
 * computed by repeated squaring.
 */
function gelfand(W: Matrix): number {
  let [A, logarithm] = [W, 0];
  for (let k = 0; k < 22; k++) {
    const size = Math.sqrt(A.flat().reduce((sum, a) => sum + a * a, 0));
    A = A.map(row => row.map(a => a / size));
    logarithm += Math.log(size) / 2 ** k;
    A = product(A, A);
  }
  return Math.exp(logarithm);
}

function assertWithin(found: number, expected: number, share: number): void {
  assert.ok(Math.abs(found / expected - 1) < share, `${found} instead of ${expected}`);
}

const pair = fc.record({
  r: fc.double({ min: 0.1, max: 2, noNaN: true }),
  angle: fc.double({ min: 0, max: Math.PI, noNaN: true }),
});

describe('the spectral radius', () => {
  it('is correct for matrices with known eigenvalues', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 6 }), fc.nat(1e6), (pairs, seed) => {
        const W = similar(rotations(pairs), seed);
        const exact = Math.max(...pairs.map(({ r }) => r));
        assertWithin(spectralRadiusOf(W.flat(), W.length), exact, 0.02);
        assertWithin(gelfand(W), exact, 0.001);
      }),
    );
  });

  it('is correct for a number, a diagonal matrix and a nilpotent matrix', () => {
    assertWithin(spectralRadiusOf([-0.7], 1), 0.7, 1e-9);
    assertWithin(spectralRadiusOf([0.3, 0, 0, -1.2], 2), 1.2, 1e-9);
    assert.equal(spectralRadiusOf([0, 1, 0, 0], 2), 0);
  });

  it('of a reservoir is the requested one in every layer', () => {
    for (const hidden of [1, 2, 7, 40]) {
      for (const spectralRadius of [0.3, 0.9, 1.25]) {
        const kernels = referenceKernels();
        const options = { initialiser: 'gaussian', deviation: 0.01, forgetBias: 1, seed: hidden } as const;
        const shape = shapeOf({ cell: 'echoState', hidden, layers: 2 });
        const model = freshModel(kernels, shape, { ...options, spectralRadius });
        const recurrent = model.parameters.filter(({ role }) => role === 'recurrent');
        assert.equal(recurrent.length, 2);
        for (const { value } of recurrent) {
          const numbers = kernels.arena.values(value);
          const W = Array.from({ length: hidden }, (_, r) => [
            ...numbers.subarray(r * hidden, (r + 1) * hidden),
          ]);
          assertWithin(gelfand(W), spectralRadius, 0.02);
        }
      }
    }
  });
});
