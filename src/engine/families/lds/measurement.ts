import { Matrix } from 'ml-matrix';
import { elementsOf, inverseOf, inversionOf, symmetrised } from '../../core/matrices';
import { gram, type Lds } from './lds';

/** What observations say about the state, by the matrix inversion lemma, so that R is never inverted as a whole. */
export interface Measurement {
  /** F = R⁻¹ C [D, N]. The information of an observation is f = Fᵀ y. */
  readonly F: Float64Array;
  /** J = Cᵀ R⁻¹ C [N, N] */
  readonly J: Matrix;
  /** W [N, N], with yᵀ R⁻¹ y = yᵀ y + fᵀ W f */
  readonly W: Matrix;
  /** ln of the determinant of R */
  readonly logDetR: number;
}

export function measurementOf({ observation: C, moment: M }: Lds): Measurement {
  const CC = gram(C);
  const { inverse, logDeterminant } = inversionOf(M);
  const rest = inversionOf(symmetrised(Matrix.sub(inverse, CC)));
  const X = rest.inverse; // R⁻¹ = I + C X Cᵀ
  const B = X.mmul(inverse); // F = C B
  return {
    F: elementsOf(C.mmul(B)),
    J: symmetrised(CC.mmul(B)),
    W: symmetrised(Matrix.sub(M, M.mmul(CC).mmul(M))),
    logDetR: logDeterminant + rest.logDeterminant,
  };
}

/** Returns (P⁻¹ + J)⁻¹, the covariance of the state given one more observation. `P`: the covariance before. */
export const updatedCovariance = (P: Matrix, J: Matrix): Matrix => inverseOf(Matrix.add(inverseOf(P), J));

/** Returns A V Aᵀ + Q, the covariance of the next state. */
export const predictedCovariance = ({ transitions: A, noise: Q }: Lds, V: Matrix): Matrix =>
  symmetrised(A.mmul(V).mmul(A.transpose()).add(Q));
