import { activations } from '../../../src/engine/kernels/activations';
import type { Activation, Kernels } from '../../../src/engine/kernels/kernels';
import { assertClose, type Comparison } from './comparison';

/** Rows, columns and depth of a random case: small and odd on purpose, zero included. */
export interface Sizes {
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** float32 rounds each of K products and sums; errors grow with the square root of K. */
const rounding = (K: number) => 2e-7 * (3 + Math.sqrt(K)) * 3;

/** One case a kernel. The compiler keeps the table complete: a new kernel without a case is an error. */
export const cases = {
  fill(c, { M, N }) {
    const y = c.tensor('y', M, N);
    c.run((k, i) => k.fill(y[i], 0.1));
    c.check(1e-7);
  },
  copy(c, { M, N }) {
    const [y, x] = [c.tensor('y', M, N), c.tensor('x', M, N)];
    c.run((k, i) => k.copy(y[i], x[i]));
    c.check(0);
  },
  matmul(c, { M, N, K }) {
    const [C, A, B] = [c.tensor('C', M, N), c.tensor('A', M, K), c.tensor('B', K, N)];
    c.run((k, i) => k.matmul(C[i], A[i], B[i]));
    c.check(rounding(K));
  },
  matmulNT(c, { M, N, K }) {
    const [C, A, B] = [c.tensor('C', M, N), c.tensor('A', M, K), c.tensor('B', N, K)];
    c.run((k, i) => k.matmulNT(C[i], A[i], B[i]));
    c.check(rounding(K));
  },
  matmulTN(c, { M, N, K }) {
    const [C, A, B] = [c.tensor('C', M, N), c.tensor('A', K, M), c.tensor('B', K, N)];
    c.run((k, i) => k.matmulTN(C[i], A[i], B[i]));
    c.check(rounding(K));
  },
  gatherRows(c, { M, N, K }) {
    const [Y, W, ids] = [c.tensor('Y', M, N), c.tensor('W', K + 1, N), c.ids(M, K + 1)];
    c.run((k, i) => k.gatherRows(Y[i], W[i], ids[i]));
    c.check(0);
  },
  scatterAddRows(c, { M, N, K }) {
    const [W, Y, ids] = [c.tensor('dW', K + 1, N), c.tensor('dY', M, N), c.ids(M, K + 1)];
    c.run((k, i) => k.scatterAddRows(W[i], Y[i], ids[i]));
    c.check(rounding(M));
  },
  setRows(c, { M, N }) {
    const [Y, b] = [c.tensor('Y', M, N), c.tensor('b', 1, N)];
    c.run((k, i) => k.setRows(Y[i], b[i]));
    c.check(0);
  },
  addRows(c, { M, N }) {
    const [Y, b] = [c.tensor('Y', M, N), c.tensor('b', 1, N)];
    c.run((k, i) => k.addRows(Y[i], b[i]));
    c.check(1e-6);
  },
  sumRows(c, { M, N }) {
    const [b, Y] = [c.tensor('db', 1, N), c.tensor('dY', M, N)];
    c.run((k, i) => k.sumRows(b[i], Y[i]));
    c.check(rounding(M));
  },
  activate(c, { M, N }) {
    for (const f of activations as Activation[]) {
      const [Y, A] = [c.tensor(`${f} y`, M, N), c.tensor(`${f} a`, M, N, 12)];
      c.run((k, i) => k.activate(f, Y[i], A[i]));
    }
    c.check(4e-7);
  },
  activateBackward(c, { M, N }) {
    for (const f of activations as Activation[]) {
      const [dA, dY, Y] = [c.tensor('dA', M, N), c.tensor('dY', M, N), c.tensor('Y', M, N)];
      c.run((k, i) => k.activateBackward(f, dA[i], dY[i], Y[i]));
    }
    c.check(4e-7);
  },
  softmaxLoss(c, { M, N }) {
    const [P, losses, targets] = [c.tensor('P', M, N + 1, 30), c.tensor('losses', M, 1), c.ids(M, N + 1)];
    c.run((k, i) => k.softmaxLoss(P[i], losses[i], targets[i]));
    c.check(2e-6);
  },
  softmaxLossBackward(c, { M, N }) {
    const [P, targets] = [c.tensor('P', M, N + 1), c.ids(M, N + 1)];
    c.run((k, i) => k.softmaxLossBackward(P[i], targets[i], 1 / 3));
    c.run((k, i) => k.softmaxLossBackward(P[i], targets[i], 1));
    c.check(4e-7);
  },
  logSoftmax(c, { M, N }) {
    const Y = c.tensor('Y', M, N + 1, 30);
    c.run((k, i) => k.logSoftmax(Y[i]));
    c.check(2e-6);
  },
  clip(c, { M, N }) {
    const g = c.tensor('g', M, N);
    const [expected, found] = c.run((k, i) => k.clip(g[i], 0.5));
    assertClose(found, expected, 0, 'clipped');
    c.check(0);
  },
  squaredNorm(c, { M, N }) {
    const g = c.tensor('g', M, N);
    const [expected, found] = c.run((k, i) => k.squaredNorm(g[i]));
    assertClose(found, expected, 1e-12, 'squared norm');
    c.check(0);
  },
  sum(c, { M, N }) {
    const x = c.tensor('x', M, N);
    const [expected, found] = c.run((k, i) => k.sum(x[i]));
    assertClose(found, expected, 1e-12, 'sum');
    c.check(0);
  },
  sgd(c, { M, N }) {
    const [w, g] = [c.tensor('w', M, N), c.tensor('g', M, N)];
    c.run((k, i) => k.sgd(w[i], g[i], 0.1));
    c.check(4e-7);
  },
  adagrad(c, { M, N }) {
    const [w, g] = [c.tensor('w', M, N), c.tensor('g', M, N)];
    const m = c.tensorOf('m', M, N, new Float32Array(M * N).fill(0.25));
    // An epsilon as large as m, so that its place inside the root shows.
    c.run((k, i) => k.adagrad(w[i], g[i], m[i], 0.1, 0.25));
    c.check(4e-7);
  },
} satisfies Record<Exclude<keyof Kernels, 'build' | 'arena'>, (comparison: Comparison, sizes: Sizes) => void>;
