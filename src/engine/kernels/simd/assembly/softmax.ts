import { scale } from './gradient';
import { constants, exp } from './math';
import { at, laneMask, lanesSum, next, put, splat, storeTail } from './vector';

// Kernels for softmax and logistic losses. The formulas are in `kernels.ts`.

/**
 * Loads four elements of a row of N, from column c. Lanes beyond the row's end become -Infinity, whose
 * exponential is 0.
 */
@inline
function loadRow(row: usize, c: usize, N: usize): v128 {
  const v = v128.load(row + 4 * c);
  return c + 4 <= N ? v : v128.bitselect(v, splat(-Infinity), laneMask(N - c));
}

@inline
function storeRow(row: usize, c: usize, N: usize, v: v128): void {
  if (c + 4 <= N) v128.store(row + 4 * c, v);
  else storeTail(row + 4 * c, v, N - c);
}

/** Returns the maximum of a row. Ignores NaN, which appears in the sums computed afterwards anyway. */
function maximum(row: usize, N: usize): f32 {
  let max0 = splat(-Infinity);
  let max1 = max0;
  let c: usize = 0;
  for (; c + 8 <= N; c += 8) {
    max0 = f32x4.pmax(max0, at(row, c));
    max1 = f32x4.pmax(max1, next(row, c));
  }
  for (; c < N; c += 4) max0 = f32x4.pmax(max0, loadRow(row, c, N));
  const max = f32x4.pmax(max0, max1);
  const pairs = f32x4.pmax(max, v128.shuffle<f32>(max, max, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0);
}

/** Replaces each y of the row by e^(y - max). Returns the sum of these exponentials. */
function exponentials(row: usize, N: usize, max: f32): f32 {
  const k = constants;
  const m = splat(max);
  let sums0 = splat(0);
  let sums1 = sums0;
  let c: usize = 0;
  for (; c + 8 <= N; c += 8) {
    const e0 = exp(k, f32x4.sub(at(row, c), m));
    const e1 = exp(k, f32x4.sub(next(row, c), m));
    v128.store(row + 4 * c, e0);
    v128.store(row + 4 * c, e1, 16);
    sums0 = f32x4.add(sums0, e0);
    sums1 = f32x4.add(sums1, e1);
  }
  for (; c < N; c += 4) {
    const e = exp(k, f32x4.sub(loadRow(row, c, N), m));
    storeRow(row, c, N, e);
    sums0 = f32x4.add(sums0, e);
  }
  return lanesSum(f32x4.add(sums0, sums1));
}

/** Replaces a row of logits y by its softmax. Returns ln sum e^y. */
@inline
export function softmaxRow(row: usize, N: usize): f64 {
  const max = maximum(row, N);
  const sum = exponentials(row, N, max);
  scale(row, 1 / sum, N);
  return NativeMath.log(sum) + <f64>max;
}

/**
 * Replaces every row of P by its softmax. Sets losses[r] = ln sum e^(y - max) + max - y[target], where y are
 * the logits and max is the largest of the row.
 */
export function softmaxLoss(P: usize, losses: usize, targets: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = P + 4 * r * N;
    const target = load<f32>(row + 4 * <usize>load<u32>(targets + 4 * r));
    store<f32>(losses + 4 * r, <f32>(softmaxRow(row, N) - <f64>target));
  }
}

export function softmaxLossBackward(P: usize, targets: usize, factor: f32, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = P + 4 * r * N;
    const target = row + 4 * <usize>load<u32>(targets + 4 * r);
    store<f32>(target, load<f32>(target) - 1);
    if (factor != 1) scale(row, factor, N);
  }
}

export function logSoftmax(Y: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = Y + 4 * r * N;
    const total = splat(logSum(row, N));
    for (let c: usize = 0; c < N; c += 8) {
      put(row, c, N, f32x4.sub(at(row, c), total), f32x4.sub(next(row, c), total));
    }
  }
}

/** Returns ln sum e^y of a row of logits y. Does not change the row. */
function logSum(row: usize, N: usize): f32 {
  const k = constants;
  const max = maximum(row, N);
  let sums = splat(0);
  for (let c: usize = 0; c < N; c += 4) {
    sums = f32x4.add(sums, exp(k, f32x4.sub(loadRow(row, c, N), splat(max))));
  }
  return <f32>(NativeMath.log(lanesSum(sums)) + <f64>max);
}

/** Sets H[r] to the entropy -sum of e^y y of row r, where y are log-probabilities. Sums in float64. */
export function entropies(H: usize, Y: usize, R: usize, N: usize): void {
  const k = constants;
  for (let r: usize = 0; r < R; r++) {
    const row = Y + 4 * r * N;
    let low = f64x2.splat(0);
    let high = low;
    for (let c: usize = 0; c < N; c += 4) {
      const y = loadRow(row, c, N);
      const p = exp(k, y);
      // Where the probability p is 0, the product is set to 0, because 0 * -Infinity is NaN.
      const product = v128.and(f32x4.mul(p, y), f32x4.ne(p, splat(0)));
      low = f64x2.add(low, f64x2.promote_low_f32x4(product));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(product, product, 2, 3, 0, 1)));
    }
    const sums = f64x2.add(low, high);
    store<f32>(H + 4 * r, <f32>-(f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)));
  }
}

export function softmax(P: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) softmaxRow(P + 4 * r * N, N);
}

export function softmaxBackward(dP: usize, P: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const p = P + 4 * r * N;
    const dp = dP + 4 * r * N;
    let products = splat(0);
    for (let c: usize = 0; c < N; c += 4) {
      const product = f32x4.mul(v128.load(p + 4 * c), v128.load(dp + 4 * c));
      products = f32x4.add(products, c + 4 <= N ? product : v128.and(product, laneMask(N - c)));
    }
    const mean = splat(lanesSum(products));
    for (let c: usize = 0; c < N; c += 4) {
      const centred = f32x4.sub(v128.load(dp + 4 * c), mean);
      storeRow(dp, c, N, f32x4.mul(v128.load(p + 4 * c), centred));
    }
  }
}

/**
 * Number of factors per lane that are multiplied before taking the logarithm of their product. Each factor is
 * at most 2, so the product cannot overflow.
 */
const FACTORS: usize = 64;

/**
 * Replaces the logits in P by their logistic, in place. Sets losses[r] to the sum of ln(1 + e^-y) over the
 * logits y of row r. ln(1 + e^-y) is computed as max(-y, 0) + ln(1 + e^-|y|), so that no exponential
 * overflows.
 */
export function logisticLoss(P: usize, losses: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = P + 4 * r * N;
    let loss: f64 = 0;
    for (let c: usize = 0; c < N; c += 4 * FACTORS) loss += logisticSpan(row, c, min(N, c + 4 * FACTORS), N);
    store<f32>(losses + 4 * r, <f32>loss);
  }
}

/**
 * Replaces the elements `from` to `end` - 1 of a row of logits by their logistic. Returns the sum of their
 * losses, with one logarithm of a product instead of one logarithm per element.
 */
function logisticSpan(row: usize, from: usize, end: usize, N: usize): f64 {
  const k = constants;
  const one = splat(1);
  const zero = splat(0);
  let product = one;
  let below = zero;
  for (let c = from; c < end; c += 4) {
    const y = at(row, c);
    const mask = c + 4 <= N ? i32x4.splat(-1) : laneMask(N - c);
    const e = v128.and(exp(k, f32x4.neg(f32x4.abs(y))), mask);
    const sum = f32x4.add(one, e);
    const isBelow = f32x4.lt(y, zero);
    product = f32x4.mul(product, sum);
    below = f32x4.sub(below, v128.and(v128.and(y, isBelow), mask));
    storeRow(row, c, N, f32x4.div(v128.bitselect(e, one, isBelow), sum));
  }
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(product, product, 2, 3, 0, 1));
  const pairs = f64x2.mul(f64x2.promote_low_f32x4(product), high);
  const all = f64x2.extract_lane(pairs, 0) * f64x2.extract_lane(pairs, 1);
  return NativeMath.log(all) + <f64>lanesSum(below);
}

/** Replaces `length` probabilities by the gradients of their logits: P = (P - 1) factor. */
export function logisticLossBackward(P: usize, factor: f32, length: usize): void {
  const f = splat(factor);
  const one = splat(1);
  for (let i: usize = 0; i < length; i += 8) {
    const d0 = f32x4.mul(f32x4.sub(at(P, i), one), f);
    const d1 = f32x4.mul(f32x4.sub(next(P, i), one), f);
    put(P, i, length, d0, d1);
  }
}
