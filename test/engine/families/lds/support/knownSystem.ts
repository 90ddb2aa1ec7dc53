import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix';
import { symmetrised } from '../../../../../src/engine/core/matrices';
import { normal } from '../../../../../src/engine/core/random';
import type { Lds } from '../../../../../src/engine/families/lds/lds';
import type { LagCovariances, Observations } from '../../../../../src/engine/families/lds/observations';

/** A system with four states and observations of three real numbers, with eigenvalues 0.9, 0.5 and 0.6 ± 0.6i. */
export const known = {
  A: new Matrix([
    [0.9, 0.2, 0, 0],
    [0, 0.6, 0.6, 0],
    [0, -0.6, 0.6, 0.3],
    [0, 0, 0, 0.5],
  ]),
  C: new Matrix([
    [1, 0.3, 0, 0.5],
    [0, 1, 0.4, -0.6],
    [0.2, 0, 1, 0.8],
  ]),
  Q: Matrix.diag([0.4, 0.3, 0.5, 1]),
  R: new Matrix([
    [0.5, 0.1, 0],
    [0.1, 0.4, 0.1],
    [0, 0.1, 0.6],
  ]),
};

const times = (...matrices: readonly Matrix[]) => matrices.reduce((product, each) => product.mmul(each));
const root = (M: Matrix) => new CholeskyDecomposition(symmetrised(M)).lowerTriangularMatrix;

/** The covariance of the states: P = A P Aᵀ + Q. */
export function stationary(): Matrix {
  let P = known.Q;
  for (let step = 0; step < 1000; step++)
    P = symmetrised(times(known.A, P, known.A.transpose()).add(known.Q));
  return P;
}

/** Returns T seeded observations of the system, which starts in its steady state. */
export function simulate(T: number, seed: number): Matrix[] {
  const { A, C, Q, R } = known;
  const draws = (step: number, at: number, size: number) =>
    Matrix.columnVector(Array.from({ length: size }, (_, i) => normal(seed, 'noise', step, at + i)));
  const [rootQ, rootR] = [root(Q), root(R)];
  let x = root(stationary()).mmul(draws(0, 10, 4));
  return Array.from({ length: T }, (_, t) => {
    const y = C.mmul(x).add(rootR.mmul(draws(t, 0, 3)));
    x = A.mmul(x).add(rootQ.mmul(draws(t, 3, 4)));
    return y;
  });
}

/** The whitening L⁻¹, where L Lᵀ is the covariance of the observations. */
export const whitening = (): Matrix =>
  inverse(root(times(known.C, stationary(), known.C.transpose()).add(known.R)));

/** The known system for whitened observations. */
export const whitened = (): Lds => ({
  transitions: known.A,
  noise: known.Q,
  observation: whitening().mmul(known.C),
  moment: stationary(),
  initial: stationary(),
});

/** Real-valued observations [T, D], whitened by their own mean and covariance or by a given matrix. */
export class Vectors implements Observations {
  readonly rank = 3;
  readonly squares: number;

  constructor(readonly rows: readonly (readonly number[])[]) {
    this.squares = rows.flat().reduce((sum, each) => sum + each * each, 0);
  }

  get length(): number {
    return this.rows.length;
  }

  project(t: number, W: Float64Array, to: Float64Array): void {
    to.fill(0);
    for (const [d, y] of this.rows[t].entries())
      for (let i = 0; i < to.length; i++) to[i] += y * W[d * to.length + i];
  }

  addProduct(t: number, v: Float64Array, W: Float64Array): void {
    for (const [d, y] of this.rows[t].entries())
      for (let i = 0; i < v.length; i++) W[d * v.length + i] += y * v[i];
  }

  center(): void {
    // The observations fill their space.
  }
}

/** Returns the observations with the mean 0 and the identity as their covariance. */
export function whiten(observations: readonly Matrix[]): Vectors {
  const T = observations.length;
  const mean = observations.reduce((sum, y) => sum.add(y), Matrix.zeros(3, 1)).mul(1 / T);
  const centred = observations.map(y => Matrix.sub(y, mean));
  const covariance = centred.reduce((sum, y) => sum.add(y.mmul(y.transpose())), Matrix.zeros(3, 3));
  const W = inverse(root(covariance.mul(1 / T)));
  return new Vectors(centred.map(y => W.mmul(y).to1DArray()));
}

/** The covariances of vectors, by their definition. */
export class VectorCovariances implements LagCovariances {
  readonly size = 3;
  readonly rank = 3;

  constructor(private readonly vectors: Vectors) {}

  addProduct(lag: number, X: Float64Array, Y: Float64Array): void {
    this.add(this.covariance(lag), X, Y);
  }

  addTransposedProduct(lag: number, X: Float64Array, Y: Float64Array): void {
    this.add(this.covariance(lag).transpose(), X, Y);
  }

  private add(covariance: Matrix, X: Float64Array, Y: Float64Array): void {
    const product = covariance.mmul(Matrix.from1DArray(3, X.length / 3, X)).to1DArray();
    for (let i = 0; i < Y.length; i++) Y[i] += product[i];
  }

  private covariance(lag: number): Matrix {
    const { rows } = this.vectors;
    const sum = Matrix.zeros(3, 3);
    for (let t = lag; t < rows.length; t++)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++)
          sum.set(i, j, sum.get(i, j) + (rows[t][i] * rows[t - lag][j]) / rows.length);
    return sum;
  }
}
