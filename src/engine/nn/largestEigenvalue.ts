import { irregularVector, matrixTimesVector } from '../core/squareMatrix';
import { eigenvaluesOf, modulus } from './spectrum';

/**
 * Maximum number of steps. A matrix with at most this many rows is reduced completely, so the result is exact to
 * rounding.
 */
export const EXACT = 48;

/**
 * Returns the largest absolute value of the eigenvalues of W [n, n] by Arnoldi's method: the largest eigenvalue of
 * W, projected to the vectors v, W v, W² v and so on. Takes `EXACT` products with W at most. For a larger
 * matrix, the result is an estimate, which is closest if few eigenvalues are almost as large as the largest. NaN if an
 * element is not finite.
 */
export function largestEigenvalue(W: ArrayLike<number>, n: number): number {
  if (n <= EXACT) return largestOf(W, n);
  const basis: Float64Array[] = [startVector(n)];
  const H = new Float64Array(EXACT * EXACT); // [EXACT, EXACT], upper Hessenberg
  for (let k = 0; k < EXACT; k++) {
    const w = matrixTimesVector(W, basis[k]);
    // Twice, because rounding leaves a part of the vectors in w (Gram & Schmidt with reorthogonalisation).
    for (let pass = 0; pass < 2; pass++)
      for (const [i, v] of basis.entries()) {
        const share = dot(v, w);
        H[i * EXACT + k] += share;
        for (let j = 0; j < n; j++) w[j] -= share * v[j];
      }
    const length = Math.sqrt(dot(w, w));
    if (!Number.isFinite(length)) return Number.NaN;
    if (k + 1 === EXACT) break;
    // The vectors found so far span a space that W maps to itself: its eigenvalues are eigenvalues of W.
    if (length < 1e-12 * Math.abs(H[k * EXACT + k] || 1)) break;
    H[(k + 1) * EXACT + k] = length;
    basis.push(w.map(each => each / length));
  }
  const m = basis.length;
  return largestOf(
    Float64Array.from({ length: m * m }, (_, i) => H[Math.floor(i / m) * EXACT + (i % m)]),
    m,
  );
}

function largestOf(W: ArrayLike<number>, n: number): number {
  const [largest] = eigenvaluesOf(W, n) ?? [];
  return largest ? modulus(largest) : Number.NaN;
}

/** Returns a vector of length 1 from which the vectors v, W v and so on start. */
function startVector(n: number): Float64Array {
  const v = irregularVector(n);
  const length = Math.sqrt(dot(v, v));
  return v.map(each => each / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
