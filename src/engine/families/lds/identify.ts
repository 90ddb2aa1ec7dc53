import { EigenvalueDecomposition, inverse, Matrix, pseudoInverse } from 'ml-matrix';
import { eigenvalues } from '../../core/eigenvalues';
import { elementsOf, mapEigenvalues, symmetrised } from '../../core/matrices';
import { type LinearMap, type TruncatedSvd, truncatedSvd } from '../../core/truncatedSvd';
import { boundedMoment, boundedNoise, gram, type Lds } from './lds';
import type { LagCovariances } from './observations';

/** Number of block rows and columns of the Hankel matrix, if the states do not need more. */
const USUAL_BLOCKS = 4;
/** The largest absolute value of an eigenvalue of A. A system with larger ones would have no steady state. */
const LARGEST_EIGENVALUE = 0.999;
/** The smallest variance of a state, relative to the largest, before all are scaled to 1. */
const LEAST_SHARE = 1e-4;
/** Singular values below this, relative to the largest, are rounding errors. */
const ROUNDING = 1e-9;

/** Returns r, the number of blocks that N states need. `rank`: the largest rank of a block. */
export const blocksFor = (states: number, rank: number): number =>
  Math.max(USUAL_BLOCKS, Math.ceil(states / rank) + 1);

/** Returns the largest lag whose covariance r blocks need. */
export const lagsOf = (blocks: number): number => 2 * blocks - 1;

/**
 * Finds a system with the covariances of observations, by subspace identification (Van Overschee & De Moor 1996). The
 * Hankel matrix of the covariances, H_ij = cov(i + j + 1), is the product O K of E[future observations | x] and
 * E[x past observations]. Its singular value decomposition gives both, and they give C, A and G = E[x_t+1 y_tᵀ]. Has
 * fewer states than wanted if the covariances show fewer. `draw`: as for `truncatedSvd`.
 */
export function identify(covariances: LagCovariances, states: number, draw: (index: number) => number): Lds {
  const { size: D, rank } = covariances;
  const blocks = blocksFor(states, rank);
  const { U, s, V } = withoutRounding(truncatedSvd(hankel(covariances, blocks), states, draw));
  const roots = Matrix.diag(s.map(Math.sqrt));
  const O = U.mmul(roots); // [r D, N]
  const C = O.subMatrix(0, D - 1, 0, s.length - 1);
  const upper = O.subMatrix(0, (blocks - 1) * D - 1, 0, s.length - 1);
  const lower = O.subMatrix(D, blocks * D - 1, 0, s.length - 1);
  const A = stable(inverse(gram(upper)).mmul(upper.transpose().mmul(lower)));
  const G = V.subMatrix(0, D - 1, 0, s.length - 1)
    .mmul(roots)
    .transpose(); // [N, D]
  const P = stateCovariance({ A, C, G }, s);
  return scaled(A, C, P);
}

function withoutRounding({ U, s, V }: TruncatedSvd): TruncatedSvd {
  const count = Math.max(1, s.filter(each => each > ROUNDING * s[0]).length);
  const first = (matrix: Matrix) => matrix.subMatrix(0, matrix.rows - 1, 0, count - 1);
  return { U: first(U), s: s.slice(0, count), V: first(V) };
}

/** The Hankel matrix [r D, r D] of covariances. Only the covariances are in memory. */
function hankel(covariances: LagCovariances, blocks: number): LinearMap {
  const { size: D } = covariances;
  const times = (product: 'addProduct' | 'addTransposedProduct') => (X: Matrix) => {
    const k = X.columns;
    const from = elementsOf(X);
    const to = new Float64Array(from.length);
    const block = (all: Float64Array, i: number) => all.subarray(i * D * k, (i + 1) * D * k);
    for (let i = 0; i < blocks; i++)
      for (let j = 0; j < blocks; j++) covariances[product](i + j + 1, block(from, j), block(to, i));
    return Matrix.from1DArray(blocks * D, k, to);
  };
  return { columns: blocks * D, times: times('addProduct'), transposedTimes: times('addTransposedProduct') };
}

/** Returns A, scaled if necessary such that the system has a steady state. */
function stable(A: Matrix): Matrix {
  const found = eigenvalues(A.to1DArray(), A.rows) ?? [];
  const largest = found.reduce((most, [re, im]) => Math.max(most, Math.sqrt(re * re + im * im)), 0);
  return largest > LARGEST_EIGENVALUE ? Matrix.mul(A, LARGEST_EIGENVALUE / largest) : A;
}

/**
 * Returns the symmetric P, the covariance of the state, for which P Cᵀ comes closest to A⁻¹ G. Where the observations do
 * not determine it, it is the diagonal matrix of the singular values.
 */
function stateCovariance(
  { A, C, G }: { readonly A: Matrix; readonly C: Matrix; readonly G: Matrix },
  s: readonly number[],
): Matrix {
  const { eigenvectorMatrix: E, realEigenvalues } = new EigenvalueDecomposition(gram(C), {
    assumeSymmetric: true,
  });
  const ridge = LEAST_SHARE * realEigenvalues.reduce((most, each) => Math.max(most, each), 0);
  const X = pseudoInverse(A, LEAST_SHARE).mmul(G).mmul(C);
  // P (CᵀC + ridge) + (CᵀC + ridge) P = X + Xᵀ + 2 ridge diag(s), with the eigenvectors of CᵀC as axes.
  const right = Matrix.add(symmetrised(X), Matrix.diag([...s]).mul(ridge)).mul(2);
  const P = E.transpose().mmul(right).mmul(E);
  for (let i = 0; i < P.rows; i++)
    for (let j = 0; j < P.rows; j++)
      P.set(
        i,
        j,
        P.get(i, j) / (Math.max(0, realEigenvalues[i]) + Math.max(0, realEigenvalues[j]) + 2 * ridge),
      );
  return symmetrised(E.mmul(P).mmul(E.transpose()));
}

/** Returns the system with its states scaled such that their covariance P becomes the identity. */
function scaled(A: Matrix, C: Matrix, P: Matrix): Lds {
  const largest = Math.max(...new EigenvalueDecomposition(P, { assumeSymmetric: true }).realEigenvalues);
  const bounded = (each: number) => Math.max(each, LEAST_SHARE * Math.max(largest, Number.MIN_VALUE));
  const root = mapEigenvalues(P, each => Math.sqrt(bounded(each)));
  const inverseRoot = mapEigenvalues(P, each => 1 / Math.sqrt(bounded(each)));
  const transitions = inverseRoot.mmul(A).mmul(root);
  const observation = C.mmul(root);
  const I = Matrix.eye(A.rows);
  return {
    transitions,
    observation,
    noise: boundedNoise(Matrix.sub(I, transitions.mmul(transitions.transpose()))),
    moment: boundedMoment(observation, I),
    initial: I,
  };
}
