import { type Attention, packedColumns } from '../../../src/engine/kernels/attentionKernels';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { prepareProduct } from '../../../src/engine/kernels/product';
import { activations } from '../support/activations';
import { assertClose, type Comparison } from './comparison';

/**
 * Number of rows, number of columns, and depth of a random case. They are small and irregular, and may be
 * zero.
 */
export interface Sizes {
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** Returns the tolerance for sums of K products in float32, whose error grows with the square root of K. */
const rounding = (K: number) => 2e-7 * (3 + Math.sqrt(K)) * 3;

/** A clip threshold that about half of the gradients exceed. */
const LIMIT = 0.5;

/** Returns the tensors of attention with two heads of N + 1 units, for M + 1 steps of K % 3 + 1 streams. */
function attentionOf(c: Comparison, { M, N, K }: Sizes): (side: 0 | 1) => Attention {
  const [R, B, H, C] = [(M + 1) * ((K % 3) + 1), (K % 3) + 1, 2 * (N + 1), (K % 5) + 1];
  const [y, p, qkv] = [c.tensor('y', R, H), c.tensor('p', 2 * R, C), c.tensor('qkv', R, 3 * H)];
  const [memory, spans] = [c.tensor('memory', B, (C - 1) * 2 * H), c.ids(R, C)];
  c.run((k, i) => {
    const values = k.arena.idValues(spans[i]);
    for (let row = 0; row < R; row++) values[row] += 1;
  });
  // The reference kernels leave this memory as it is, so it is not compared.
  const packed = c.run(({ arena }) => arena.tensor(B, packedColumns(R / B, H / 2, C)));
  return i => ({ y: y[i], p: p[i], packed: packed[i], qkv: qkv[i], memory: memory[i], spans: spans[i] });
}

/** One test case per kernel. The compiler reports a kernel without a case. */
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
    const [D, a, b] = [c.tensor('D', M, N), c.tensor('a', 1, M), c.tensor('b', 1, N)];
    c.run((k, i) => k.matmulTN(D[i], a[i], b[i]));
    c.check(rounding(K + 1));
  },
  packedProduct(c, { M, N, K }) {
    const [C, A, W] = [c.tensor('C', M, N), c.tensor('A', M, K), c.tensor('W', K, N)];
    const [D, E] = [c.tensor('D', M, K), c.tensor('E', M, N)];
    c.run((k, i) => {
      const product = prepareProduct(k, W[i], M);
      product.refresh();
      product.times(C[i], A[i]);
      product.timesTransposed(D[i], E[i]);
    });
    c.check(rounding(K + N));
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
    for (const f of activations) {
      const [Y, A] = [c.tensor(`${f} y`, M, N), c.tensor(`${f} a`, M, N, 12)];
      c.run((k, i) => k.activate(f, Y[i], A[i]));
    }
    c.check(4e-7);
  },
  activateBackward(c, { M, N }) {
    for (const f of activations) {
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
  logisticLoss(c, { M, N }) {
    const [P, losses] = [c.tensor('P', M, N, 30), c.tensor('losses', M, 1)];
    c.run((k, i) => k.logisticLoss(P[i], losses[i]));
    c.check(2e-6);
  },
  logisticLossBackward(c, { M, N }) {
    const P = c.tensor('P', M, N);
    c.run((k, i) => k.logisticLossBackward(P[i], 1 / 3));
    c.check(4e-7);
  },
  logSoftmax(c, { M, N }) {
    const Y = c.tensor('Y', M, N + 1, 30);
    c.run((k, i) => k.logSoftmax(Y[i]));
    c.check(2e-6);
  },
  entropies(c, { M, N }) {
    const [H, Y] = [c.tensor('H', M, 1), c.tensor('Y', M, N + 1, 30)];
    c.run((k, i) => k.logSoftmax(Y[i]));
    c.makeEqual(Y);
    c.run((k, i) => k.entropies(H[i], Y[i]));
    // All terms have the same sign, so the relative error of the sum is that of e^y y: three roundings in float32.
    c.check(4e-7);
  },
  softmax(c, { M, N }) {
    const P = c.tensor('P', M, N + 1, 30);
    c.run((k, i) => k.softmax(P[i]));
    c.check(4e-7);
  },
  softmaxBackward(c, { M, N }) {
    const [dP, P] = [c.tensor('dP', M, N + 1), c.tensor('P', M, N + 1)];
    c.run((k, i) => k.softmaxBackward(dP[i], P[i]));
    c.check(rounding(N));
  },
  lstm(c, { M: B, N: H }) {
    const [h, cell, tanhC] = [c.tensor('h', B, H), c.tensor('c', B, H), c.tensor('tanh c', B, H)];
    const [a, before] = [c.tensor('a', B, 4 * H, 6), c.tensor('c before', B, H)];
    c.run((k, i) => k.lstm(h[i], cell[i], tanhC[i], a[i], before[i]));
    c.check(1e-6);
  },
  lstmBackward(c, { M: B, N: H }) {
    const [da, dBefore, dh] = [c.tensor('da', B, 4 * H), c.tensor('dc before', B, H), c.tensor('dh', B, H)];
    const [dc, a, tanhC] = [c.tensor('dc', B, H), c.tensor('a', B, 4 * H), c.tensor('tanh c', B, H)];
    const before = c.tensor('c before', B, H);
    c.run((k, i) =>
      k.lstmBackward({
        da: da[i],
        dcPrevious: dBefore[i],
        dh: dh[i],
        dc: dc[i],
        a: a[i],
        tanhC: tanhC[i],
        cPrevious: before[i],
      }),
    );
    c.check(1e-6);
  },
  gru(c, { M: B, N: H }) {
    const [h, a] = [c.tensor('h', B, H), c.tensor('a', B, 3 * H, 4)];
    const [u, before] = [c.tensor('u', B, 3 * H, 4), c.tensor('h before', B, H)];
    c.run((k, i) => k.gru(h[i], a[i], u[i], before[i]));
    c.check(1e-6);
  },
  gruBackward(c, { M: B, N: H }) {
    const [da, du, dBefore] = [
      c.tensor('da', B, 3 * H),
      c.tensor('du', B, 3 * H),
      c.tensor('dh before', B, H),
    ];
    const [dh, a, u] = [c.tensor('dh', B, H), c.tensor('a', B, 3 * H), c.tensor('u', B, 3 * H)];
    const before = c.tensor('h before', B, H);
    c.run((k, i) =>
      k.gruBackward({
        da: da[i],
        du: du[i],
        dhPrevious: dBefore[i],
        dh: dh[i],
        a: a[i],
        u: u[i],
        hPrevious: before[i],
      }),
    );
    c.check(1e-6);
  },
  layerNorm(c, { M, N }) {
    const H = N + 1;
    const [y, n, s] = [c.tensor('y', M, H), c.tensor('n', M, H), c.tensor('s', M, 1)];
    const [x, gain, bias] = [c.tensor('x', M, H), c.tensor('gain', 1, H), c.tensor('bias', 1, H)];
    c.run((k, i) => k.layerNorm({ y: y[i], n: n[i], s: s[i], x: x[i], gain: gain[i], bias: bias[i] }));
    c.check(H < 4 ? 1e-3 : 2e-5); // rounding errors are larger in rows of nearly equal numbers
  },
  layerNormBackward(c, { M, N }) {
    const [dx, dy, n] = [c.tensor('dx', M, N), c.tensor('dy', M, N), c.tensor('n', M, N)];
    const [s, gain] = [c.tensor('s', M, 1), c.tensor('gain', 1, N)];
    c.run((k, i) => k.layerNormBackward({ dx: dx[i], dy: dy[i], n: n[i], s: s[i], gain: gain[i] }));
    c.check(rounding(N));
  },
  gelu(c, { M, N }) {
    const [Y, A] = [c.tensor('Y', M, N), c.tensor('A', M, N, 6)];
    c.run((k, i) => k.gelu(Y[i], A[i]));
    c.check(1e-6);
  },
  geluBackward(c, { M, N }) {
    const [dA, dY, A] = [c.tensor('dA', M, N), c.tensor('dY', M, N), c.tensor('A', M, N, 6)];
    c.run((k, i) => k.geluBackward(dA[i], dY[i], A[i]));
    c.check(2e-6);
  },
  attend(c, sizes) {
    const tensors = attentionOf(c, sizes);
    c.run((k, i) => k.attend(tensors(i)));
    c.check(rounding(sizes.N));
  },
  attendBackward(c, sizes) {
    const tensors = attentionOf(c, sizes);
    const { y, qkv } = tensors(0);
    const [dqkv, dy] = [c.tensor('dqkv', qkv.rows, qkv.columns), c.tensor('dy', y.rows, y.columns)];
    c.run((k, i) => k.attend(tensors(i)));
    c.run((k, i) => k.attendBackward({ ...tensors(i), dqkv: dqkv[i], dy: dy[i] }));
    c.check(rounding(sizes.N * sizes.M));
  },
  multiply(c, { M, N }) {
    const [Y, X, Z] = [c.tensor('Y', M, N), c.tensor('X', M, N), c.tensor('Z', M, N)];
    c.run((k, i) => k.multiply(Y[i], X[i], Z[i]));
    c.check(1e-7);
  },
  dropoutMask(c, { M, N, K }) {
    const mask = c.tensor('M', M, N);
    c.run((k, i) => k.dropoutMask(mask[i], 0.7, 2 ** 32 - 1 - K, 2 ** 33 + K, 3));
    c.check(1e-7);
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
  scale(c, { M, N }) {
    const x = c.tensor('x', M, N);
    c.run((k, i) => k.scale(x[i], 0.3));
    c.check(1e-7);
  },
  addScaled(c, { M, N }) {
    const [y, x] = [c.tensor('y', M, N), c.tensor('x', M, N)];
    c.run((k, i) => k.addScaled(y[i], x[i], 0.3));
    c.check(2e-7);
  },
  sgd(c, { M, N }) {
    const [w, g] = [c.tensor('w', M, N), c.tensor('g', M, N)];
    c.count((k, i) => k.sgd({ w: w[i], g: g[i] }, { rate: 0.1, limit: LIMIT }));
    c.check(4e-7);
  },
  momentum(c, { M, N }) {
    for (const isNesterov of [false, true]) {
      const [w, g, v] = [c.tensor('w', M, N), c.tensor('g', M, N), c.tensor('v', M, N)];
      c.count((k, i) =>
        k.momentum({ w: w[i], g: g[i], v: v[i] }, { rate: 0.1, momentum: 0.9, isNesterov, limit: LIMIT }),
      );
    }
    c.check(4e-7);
  },
  adagrad(c, { M, N }) {
    const [w, g] = [c.tensor('w', M, N), c.tensor('g', M, N)];
    const m = c.constant('m', M, N, 0.25);
    // The epsilons are as large as m, so that the test fails if they are at another place in the formula.
    c.count((k, i) =>
      k.adagrad({ w: w[i], g: g[i], m: m[i] }, { rate: 0.1, inside: 0.25, outside: 0.5, limit: LIMIT }),
    );
    c.check(4e-7);
  },
  rmsprop(c, { M, N }) {
    const [w, g, s] = [c.tensor('w', M, N), c.tensor('g', M, N), c.constant('s', M, N, 0.25)];
    c.count((k, i) =>
      k.rmsprop({ w: w[i], g: g[i], s: s[i] }, { rate: 0.1, decay: 0.9, epsilon: 0.25, limit: LIMIT }),
    );
    c.check(4e-7);
  },
  adadelta(c, { M, N }) {
    const [w, g] = [c.tensor('w', M, N), c.tensor('g', M, N)];
    const [s, u] = [c.constant('s', M, N, 0.25), c.constant('u', M, N, 0.5)];
    c.count((k, i) =>
      k.adadelta(
        { w: w[i], g: g[i], s: s[i], u: u[i] },
        { rate: 0.1, decay: 0.9, epsilon: 0.25, limit: LIMIT },
      ),
    );
    c.check(4e-7);
  },
  adam(c, { M, N }) {
    const [w, g, m] = [c.tensor('w', M, N), c.tensor('g', M, N), c.tensor('m', M, N)];
    const s = c.constant('s', M, N, 0.25);
    c.count((k, i) =>
      k.adam(
        { w: w[i], g: g[i], m: m[i], s: s[i] },
        { rate: 0.1, beta1: 0.9, beta2: 0.8, epsilon: 0.25, correction: 0.7, limit: LIMIT },
      ),
    );
    c.check(4e-7);
  },
} satisfies Record<Exclude<keyof Kernels, 'build' | 'arena'>, (comparison: Comparison, sizes: Sizes) => void>;
