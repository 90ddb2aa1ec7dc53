import { exp, logistic } from '../../../../../src/engine/core/math';
import { type RnnlmNumbers, roundingOf } from '../../../../../src/engine/families/rnnlm/rnnlmModel';

/**
 * Number of matrix rows that are processed together. Their sums are independent, so the processor can overlap
 * the additions.
 */
const FOUR = 4;

/** Maximum absolute value of the argument of the logistic function. Arguments are clipped to it. */
const MAX_ARGUMENT = 50;

/**
 * Adds the product W x to y, for the rows r from `from` to `to - 1` of W [rows, K]: y[r] += Σ W[r, k] x[k].
 */
export function addProduct(y: RnnlmNumbers, W: RnnlmNumbers, x: RnnlmNumbers, from = 0, to = y.length): void {
  const round = roundingOf(W);
  const K = x.length;
  let r = from;
  for (; r + FOUR <= to; r += FOUR) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0, w = r * K; k < K; k++, w++) {
      const xk = x[k];
      a = round(a + round(W[w] * xk));
      b = round(b + round(W[w + K] * xk));
      c = round(c + round(W[w + 2 * K] * xk));
      d = round(d + round(W[w + 3 * K] * xk));
    }
    y[r] += a;
    y[r + 1] += b;
    y[r + 2] += c;
    y[r + 3] += d;
  }
  for (; r < to; r++) {
    let sum = 0;
    for (let k = 0, w = r * K; k < K; k++, w++) sum = round(sum + round(W[w] * x[k]));
    y[r] += sum;
  }
}

/** The rows `from` to `to - 1` of a matrix. Default: all rows. */
interface RowRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * Adds the product Wᵀ dy to dx, over a range of rows r of W [rows, K]: dx[k] += Σ W[r, k] dy[r]. Then clips
 * every dx[k] to ±`cutoff`; a cutoff of 0 means no clipping. `sums` [K] is scratch memory.
 */
export function addTransposed(
  dx: RnnlmNumbers,
  W: RnnlmNumbers,
  dy: RnnlmNumbers,
  options: RowRange & { readonly cutoff: number; readonly sums: RnnlmNumbers },
): void {
  const { cutoff, sums, from = 0, to = dy.length } = options;
  const round = roundingOf(W);
  const K = dx.length;
  sums.fill(0);
  let r = from;
  for (; r + FOUR <= to; r += FOUR) {
    const [a, b, c, d] = [dy[r], dy[r + 1], dy[r + 2], dy[r + 3]];
    for (let k = 0, w = r * K; k < K; k++, w++) {
      const two = round(round(sums[k] + round(a * W[w])) + round(b * W[w + K]));
      sums[k] = round(two + round(c * W[w + 2 * K])) + round(d * W[w + 3 * K]);
    }
  }
  for (; r < to; r++) {
    const e = dy[r];
    for (let k = 0, w = r * K; k < K; k++, w++) sums[k] += round(e * W[w]);
  }
  for (let k = 0; k < K; k++) dx[k] += sums[k];
  if (cutoff > 0) for (let k = 0; k < K; k++) dx[k] = Math.max(-cutoff, Math.min(cutoff, dx[k]));
}

/** Updates a range of rows r of W [rows, K]: W[r] += rate dy[r] x - decay W[r], with x [K]. */
export function addOuter(
  W: RnnlmNumbers,
  dy: RnnlmNumbers,
  x: RnnlmNumbers,
  options: RowRange & { readonly rate: number; readonly decay: number },
): void {
  const { rate, decay, from = 0, to = dy.length } = options;
  const round = roundingOf(W);
  const K = x.length;
  for (let r = from; r < to; r++) {
    const e = round(rate * dy[r]);
    if (decay === 0) for (let k = 0, w = r * K; k < K; k++, w++) W[w] += round(e * x[k]);
    else for (let k = 0, w = r * K; k < K; k++, w++) W[w] += round(round(e * x[k]) - round(W[w] * decay));
  }
}

/** Replaces every element of y by its logistic function σ(y). */
export function logisticOf(y: RnnlmNumbers): void {
  for (let i = 0; i < y.length; i++) y[i] = logistic(Math.max(-MAX_ARGUMENT, Math.min(MAX_ARGUMENT, y[i])));
}

/**
 * Turns dy, the gradient with respect to y, into the gradient with respect to a, in place: dy = dy y (1 - y),
 * for y = σ(a).
 */
export function throughLogistic(dy: RnnlmNumbers, y: RnnlmNumbers): void {
  const round = roundingOf(y);
  for (let i = 0; i < y.length; i++) dy[i] = round(dy[i] * y[i]) * round(1 - y[i]);
}

/** Replaces y[from] to y[to - 1] by their softmax. */
export function softmaxOf(y: RnnlmNumbers, from: number, to: number): void {
  const round = roundingOf(y);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) largest = Math.max(largest, y[i]);
  let sum = 0;
  for (let i = from; i < to; i++) {
    y[i] = exp(round(y[i] - largest));
    sum += y[i];
  }
  for (let i = from; i < to; i++) y[i] /= sum;
}
