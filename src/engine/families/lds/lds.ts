import type { Matrix } from 'ml-matrix';
import { mapEigenvalues, symmetrised } from '../../core/matrices';

/**
 * The parameters of a linear dynamical system with N states and observations of D numbers:
 *
 *     x_t+1 = A x_t + v_t     v_t ~ N(0, Q)
 *     y_t   = C x_t + e_t     e_t ~ N(0, R)     R = I - C M Cᵀ
 *
 * The observations are whitened: their mean is 0 and their covariance is the identity. The most likely R is then
 * I - C M Cᵀ, where M is the mean of x xᵀ, so that no matrix of D x D numbers is needed.
 */
export interface Lds {
  /** A [N, N] */
  readonly transitions: Matrix;
  /** Q [N, N] */
  readonly noise: Matrix;
  /** C [D, N] */
  readonly observation: Matrix;
  /** M [N, N] */
  readonly moment: Matrix;
  /** The covariance of the first state, whose mean is 0. [N, N] */
  readonly initial: Matrix;
}

/**
 * The lowest variance of any direction of v and e. Whitened observations have the variance 1. Without this limit, the
 * likelihood of a text without chance, such as "abababab", would rise without bound.
 */
const LEAST_VARIANCE = 1e-3;

/** Raises variances below the limit to it. For EM, this is the most likely noise within the limit. */
export const boundedNoise = (Q: Matrix): Matrix =>
  mapEigenvalues(symmetrised(Q), each => Math.max(each, LEAST_VARIANCE));

/** Returns M changed such that no variance of R = I - C M Cᵀ is below the limit. */
export function boundedMoment(C: Matrix, M: Matrix): Matrix {
  const root = mapEigenvalues(M, Math.sqrt);
  // The eigenvalues of C M Cᵀ other than 0.
  const explained = symmetrised(root.mmul(gram(C)).mmul(root));
  const factors = mapEigenvalues(explained, each => Math.min(1, (1 - LEAST_VARIANCE) / Math.max(each, 0.5)));
  return symmetrised(root.mmul(factors).mmul(root));
}

/** Returns Cᵀ C. */
export const gram = (C: Matrix): Matrix => symmetrised(C.transpose().mmul(C));
