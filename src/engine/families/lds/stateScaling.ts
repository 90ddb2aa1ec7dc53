import { Matrix } from 'ml-matrix';
import { mapEigenvalues } from '../../core/matrices';
import { readToken, type TokenFilter } from './tokenFilter';

/** Symmetric matrices [N, N] that give the estimates x̂ the covariance 1, and that undo this. */
export interface StateScaling {
  readonly toUnit: Matrix;
  readonly fromUnit: Matrix;
}

/** Directions of x̂ with a smaller variance than this, relative to the largest, are not scaled more than it. */
const LEAST_SHARE = 1e-8;

/** Returns the scaling of the estimates that a filter makes of a text. */
export function stateScaling(filter: TokenFilter, ids: Int32Array): StateScaling {
  const covariance = meanProducts(filter, ids);
  const largest = covariance.diagonal().reduce((most, each) => Math.max(most, each), Number.MIN_VALUE);
  const deviation = (variance: number) => Math.sqrt(Math.max(variance, LEAST_SHARE * largest));
  return {
    toUnit: mapEigenvalues(covariance, each => 1 / deviation(each)),
    fromUnit: mapEigenvalues(covariance, deviation),
  };
}

/** Returns the mean of x̂ x̂ᵀ over a text, [N, N]. */
function meanProducts(filter: TokenFilter, ids: Int32Array): Matrix {
  const { states: N } = filter;
  const sums = new Float64Array(N * N);
  let [x, after] = [new Float64Array(N), new Float64Array(N)];
  for (const id of ids) {
    readToken(filter, x, id, after);
    [x, after] = [after, x];
    for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) sums[i * N + j] += x[i] * x[j];
  }
  return Matrix.from1DArray(N, N, sums).mul(1 / ids.length);
}
