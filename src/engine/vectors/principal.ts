import { matrixTimesVector } from '../core/squareMatrix';

/** Vectors of one size, one per row, [N, D]. */
interface Rows {
  readonly vectors: Float32Array | Float64Array;
  /** Number of elements of a vector, D. */
  readonly size: number;
}

/**
 * Points on a plane. `shares`: the shares of the variance of the vectors along the axes x and y, from 0 to 1.
 */
export interface PrincipalPlane {
  /** The coordinates x, y of each vector. [2 N] */
  readonly points: Float64Array;
  readonly shares: readonly [number, number];
}

/**
 * Maximum number of steps of the power iteration. It ends earlier if a step changes no element of the vector
 * by CHANGE or more.
 */
const STEPS = 1000;
const CHANGE = 1e-12;

/**
 * Projects vectors onto two neighbouring principal components. The sign of a component is chosen so that its
 * element with the largest absolute value is positive. The same vectors therefore always give the same
 * points. `skipped`: number of components before these two. Default: 0, the first two components.
 */
export function principalPlane({ vectors, size: D }: Rows, skipped = 0): PrincipalPlane {
  const N = vectors.length / D;
  const mean = new Float64Array(D);
  for (let i = 0; i < vectors.length; i++) mean[i % D] += vectors[i] / N;
  const covariance = covarianceOf(vectors, mean);
  const total = mean.reduce((sum, _, k) => sum + covariance[k * D + k], 0);
  for (let k = 0; k < skipped; k++) deflate(covariance, component(covariance, D));
  const first = component(covariance, D);
  deflate(covariance, first);
  const second = component(covariance, D);
  const points = new Float64Array(2 * N);
  for (let row = 0; row < N; row++) {
    for (let k = 0; k < D; k++) {
      const value = vectors[row * D + k] - mean[k];
      points[2 * row] += value * first.vector[k];
      points[2 * row + 1] += value * second.vector[k];
    }
  }
  const share = (variance: number) => (total > 0 ? Math.min(1, Math.max(0, variance / total)) : 0);
  return { points, shares: [share(first.variance), share(second.variance)] };
}

/** Returns the covariance matrix [D, D] of vectors with this mean. The vectors are rows. */
function covarianceOf(vectors: Rows['vectors'], mean: Float64Array): Float64Array {
  const D = mean.length;
  const N = vectors.length / D;
  const sums = new Float64Array(D * D);
  const row = new Float64Array(D);
  for (let at = 0; at < vectors.length; at += D) {
    for (let k = 0; k < D; k++) row[k] = vectors[at + k] - mean[k];
    for (let i = 0; i < D; i++) {
      const [value, start] = [row[i], i * D];
      for (let j = i; j < D; j++) sums[start + j] += value * row[j];
    }
  }
  for (let i = 0; i < D; i++) for (let j = i; j < D; j++) sums[j * D + i] = sums[i * D + j] /= N;
  return sums;
}

interface Component {
  /** A vector of length 1. [D] */
  readonly vector: Float64Array;
  readonly variance: number;
}

/**
 * Returns the direction of the largest variance, by power iteration. Starts from the row of the covariance
 * matrix that has the largest diagonal element.
 */
function component(covariance: Float64Array, D: number): Component {
  let largest = 0;
  for (let k = 1; k < D; k++) if (covariance[k * D + k] > covariance[largest * D + largest]) largest = k;
  let vector: Float64Array = covariance.slice(largest * D, (largest + 1) * D);
  let variance = scale(vector);
  for (let step = 0; step < STEPS && variance > 0; step++) {
    const next = matrixTimesVector(covariance, vector);
    variance = scale(next);
    const change = next.reduce((most, value, k) => Math.max(most, Math.abs(value - vector[k])), 0);
    vector = next;
    if (change < CHANGE) break;
  }
  const sign =
    vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0) < 0 ? -1 : 1;
  return { vector: vector.map(value => sign * value), variance };
}

/** Removes a component from a covariance matrix, so that the next component can be found. */
function deflate(covariance: Float64Array, { vector, variance }: Component): void {
  const D = vector.length;
  for (let i = 0; i < D; i++)
    for (let j = 0; j < D; j++) covariance[i * D + j] -= variance * vector[i] * vector[j];
}

/** Scales a vector to length 1 and returns its former length. A vector of zeros stays unchanged. */
function scale(vector: Float64Array): number {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let k = 0; k < vector.length; k++) vector[k] /= length;
  return length;
}
