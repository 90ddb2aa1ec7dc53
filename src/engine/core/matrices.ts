import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { log } from './math';

/** Returns (M + Mᵀ) / 2, without rounding errors that would make M asymmetric. */
export const symmetrised = (M: Matrix): Matrix => Matrix.add(M, M.transpose()).mul(0.5);

/** Returns f(M) for a symmetric M = U diag(λ) Uᵀ: U diag(f(λ)) Uᵀ. */
export function mapEigenvalues(M: Matrix, f: (eigenvalue: number) => number): Matrix {
  const { eigenvectorMatrix: U, realEigenvalues } = new EigenvalueDecomposition(M, { assumeSymmetric: true });
  return symmetrised(U.mmul(Matrix.diag(realEigenvalues.map(f))).mmul(U.transpose()));
}

/** The inverse of a matrix, and the natural logarithm of its determinant. */
export interface Inversion {
  readonly inverse: Matrix;
  readonly logDeterminant: number;
}

/** Inverts a symmetric, positive definite matrix M = L Lᵀ (Cholesky): M⁻¹ = L⁻ᵀ L⁻¹. */
export function inversionOf(M: Matrix): Inversion {
  const n = M.rows;
  const L = elementsOf(M);
  let logDeterminant = 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let rest = L[i * n + j];
      for (let k = 0; k < j; k++) rest -= L[i * n + k] * L[j * n + k];
      L[i * n + j] = i === j ? Math.sqrt(Math.max(rest, Number.MIN_VALUE)) : rest / L[j * n + j];
    }
    logDeterminant += 2 * log(L[j * n + j]);
  }
  return { inverse: normalProduct(lowerInverse(L, n), n), logDeterminant };
}

export const inverseOf = (M: Matrix): Matrix => inversionOf(M).inverse;

/** Returns L⁻¹ of a lower triangular matrix L [n, n]. */
function lowerInverse(L: Float64Array, n: number): Float64Array {
  const X = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) for (let j = 0; j <= k; j++) X[i * n + j] -= L[i * n + k] * X[k * n + j];
    for (let j = 0; j < i; j++) X[i * n + j] /= L[i * n + i];
    X[i * n + i] = 1 / L[i * n + i];
  }
  return X;
}

/** Returns Xᵀ X of a lower triangular matrix X [n, n]. */
function normalProduct(X: Float64Array, n: number): Matrix {
  const sums = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let i = 0; i <= k; i++) for (let j = 0; j <= k; j++) sums[i * n + j] += X[k * n + i] * X[k * n + j];
  return Matrix.from1DArray(n, n, sums);
}

/** Returns the elements, row by row. */
export const elementsOf = (M: Matrix): Float64Array => Float64Array.from(M.to1DArray());
