import { Matrix, QrDecomposition, SVD } from 'ml-matrix';

/** A matrix H of which only products are known. */
export interface LinearMap {
  readonly columns: number;
  /** Returns H X. */
  times(X: Matrix): Matrix;
  /** Returns Hᵀ X. */
  transposedTimes(X: Matrix): Matrix;
}

/** The largest singular values s [k] of a matrix, in descending order, with their vectors: H ≈ U diag(s) Vᵀ. */
export interface TruncatedSvd {
  readonly U: Matrix; // [rows, k]
  readonly s: readonly number[];
  readonly V: Matrix; // [columns, k]
}

/** Number of singular vectors that are computed in addition, so that those wanted are accurate. */
const MORE = 10;
/** Number of times that the random vectors are multiplied by H Hᵀ. */
const STEPS = 4;

/**
 * Returns the `rank` largest singular values, or all if there are fewer: the randomised algorithm of Halko, Martinsson
 * & Tropp (2011). `draw(i)`: standard normal draws.
 */
export function truncatedSvd(H: LinearMap, rank: number, draw: (index: number) => number): TruncatedSvd {
  const { columns } = H;
  const width = Math.min(columns, rank + MORE);
  const start = Float64Array.from({ length: columns * width }, (_, i) => draw(i));
  let basis = orthonormal(H.times(Matrix.from1DArray(columns, width, start)));
  for (let step = 0; step < STEPS; step++)
    basis = orthonormal(H.times(orthonormal(H.transposedTimes(basis))));
  // H ≈ Q Qᵀ H, and Hᵀ Q = V diag(s) Wᵀ, so U = Q W.
  const svd = new SVD(H.transposedTimes(basis), { autoTranspose: true });
  const kept = Math.min(rank, svd.diagonal.length);
  const first = (matrix: Matrix) => matrix.subMatrix(0, matrix.rows - 1, 0, kept - 1);
  return {
    U: first(basis.mmul(svd.rightSingularVectors)),
    s: svd.diagonal.slice(0, kept),
    V: first(svd.leftSingularVectors),
  };
}

/** Returns an orthonormal basis of the columns. */
const orthonormal = (X: Matrix) => new QrDecomposition(X).orthogonalMatrix;
