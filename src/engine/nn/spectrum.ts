import { Matrix, SVD } from 'ml-matrix';
import type { Complex } from '../../protocol/weights';
import { eigenvalues } from '../core/eigenvalues';

export const modulus = ({ re, im }: Complex) => Math.sqrt(re * re + im * im);

/**
 * Returns the eigenvalues of W [n, n], by descending absolute value. Undefined if an element is not finite, or if the QR
 * steps do not converge.
 */
export function eigenvaluesOf(W: ArrayLike<number>, n: number): Complex[] | undefined {
  for (let i = 0; i < n * n; i++) if (!Number.isFinite(W[i])) return undefined;
  return eigenvalues(W, n)
    ?.map(([re, im]) => ({ re, im }))
    .sort((a, b) => modulus(b) - modulus(a) || b.re - a.re || b.im - a.im);
}

/**
 * Returns the singular values of W [rows, columns], in descending order. Undefined if an element is not finite.
 */
export function singularValuesOf(W: ArrayLike<number>, rows: number, columns: number): number[] | undefined {
  const options = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
  const matrix = matrixOf(W, rows, columns);
  // The library needs at least as many rows as columns.
  const tall = matrix && (rows < columns ? matrix.transpose() : matrix);
  return tall && [...new SVD(tall, options).diagonal];
}

function matrixOf(W: ArrayLike<number>, rows: number, columns: number): Matrix | undefined {
  const matrix = Matrix.zeros(rows, columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const value = W[r * columns + c];
      if (!Number.isFinite(value)) return undefined;
      matrix.set(r, c, value);
    }
  return matrix;
}
