import { exp } from './math';
import { laneMask, lanesSum, splat, storeTail } from './vector';

/** Lanes beyond the row's end get -Infinity, whose exponential is 0. */
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

function maximum(row: usize, N: usize): f32 {
  let max = splat(-Infinity);
  for (let c: usize = 0; c < N; c += 4) max = f32x4.max(max, loadRow(row, c, N));
  const pairs = f32x4.max(max, v128.shuffle<f32>(max, max, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.max(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0);
}

/** The row becomes the softmax of itself; returns ln sum e^y. */
@inline
function exponentials(row: usize, N: usize): f64 {
  const max = maximum(row, N);
  let sums = splat(0);
  for (let c: usize = 0; c < N; c += 4) {
    const e = exp(f32x4.sub(loadRow(row, c, N), splat(max)));
    sums = f32x4.add(sums, e);
    storeRow(row, c, N, e);
  }
  const sum = lanesSum(sums);
  const scale = splat(1 / sum);
  for (let c: usize = 0; c < N; c += 4) storeRow(row, c, N, f32x4.mul(v128.load(row + 4 * c), scale));
  return NativeMath.log(sum) + <f64>max;
}

/** Row-wise: P becomes the softmax of itself, losses[r] = ln sum e^(y - max) + max - y[target]. */
export function softmaxLoss(P: usize, losses: usize, targets: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = P + 4 * r * N;
    const target = load<f32>(row + 4 * <usize>load<u32>(targets + 4 * r));
    store<f32>(losses + 4 * r, <f32>(exponentials(row, N) - <f64>target));
  }
}

export function softmaxLossBackward(P: usize, targets: usize, scale: f32, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = P + 4 * r * N;
    const target = row + 4 * <usize>load<u32>(targets + 4 * r);
    store<f32>(target, load<f32>(target) - 1);
    if (scale == 1) continue;
    for (let c: usize = 0; c < N; c += 4) storeRow(row, c, N, f32x4.mul(v128.load(row + 4 * c), splat(scale)));
  }
}

export function logSoftmax(Y: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) {
    const row = Y + 4 * r * N;
    const max = maximum(row, N);
    let sums = splat(0);
    for (let c: usize = 0; c < N; c += 4) sums = f32x4.add(sums, exp(f32x4.sub(loadRow(row, c, N), splat(max))));
    const total = splat(<f32>(NativeMath.log(lanesSum(sums)) + <f64>max));
    for (let c: usize = 0; c < N; c += 4) storeRow(row, c, N, f32x4.sub(v128.load(row + 4 * c), total));
  }
}

export function softmax(P: usize, R: usize, N: usize): void {
  for (let r: usize = 0; r < R; r++) exponentials(P + 4 * r * N, N);
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
