import { inverse, Matrix } from 'ml-matrix';
import { elementsOf, symmetrised } from '../../core/matrices';
import type { Lds } from './lds';
import { measurementOf, updatedCovariance } from './measurement';
import { Settling } from './settling';

/**
 * The steady-state Kalman filter, a linear recurrent network (Belanger & Kakade 2015, "A linear dynamical system model
 * for text"): x̂_t = (A - K C A) x̂_t-1 + K y_t.
 */
export interface SteadyFilter {
  /** A - K C A [N, N] */
  readonly recurrent: Float64Array;
  /** Kᵀ [D, N] */
  readonly gain: Float64Array;
}

/** Maximum number of doublings. Usually 5 to 15 suffice: 2^k steps of the filter are done after k. */
const DOUBLINGS = 60;

export function steadyFilter(lds: Lds): SteadyFilter {
  const { F, J } = measurementOf(lds);
  const V = updatedCovariance(steadyCovariance(lds, J), J);
  const A = lds.transitions;
  const D = lds.observation.rows;
  return {
    recurrent: elementsOf(Matrix.sub(A, V.mmul(J).mmul(A))), // K C = V J
    gain: elementsOf(Matrix.from1DArray(D, A.rows, F).mmul(V)), // K = V Cᵀ R⁻¹
  };
}

/**
 * Returns the covariance P of x_t+1 given all observations until t, in the steady state: the solution of the discrete
 * Riccati equation P = A (P⁻¹ + J)⁻¹ Aᵀ + Q, by the doubling algorithm (Anderson 1978).
 */
export function steadyCovariance({ transitions, noise }: Lds, J: Matrix): Matrix {
  const I = Matrix.eye(J.rows);
  const settling = new Settling();
  let [A, G, P] = [transitions.transpose(), J, noise];
  for (let k = 0; k < DOUBLINGS; k++) {
    const solved = inverse(Matrix.add(I, G.mmul(P))); // (I + G P)⁻¹
    const AS = A.mmul(solved);
    const next = symmetrised(Matrix.add(P, A.transpose().mmul(P).mmul(solved).mmul(A)));
    G = symmetrised(Matrix.add(G, AS.mmul(G).mmul(A.transpose())));
    A = AS.mmul(A);
    const isSettled = settling.isSettled(P, next);
    P = next;
    if (isSettled) break;
  }
  return P;
}
