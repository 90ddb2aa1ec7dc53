import { laneMask, lanesSum, madd } from './vector';

/**
 * Adds the product of a row and a transposed matrix to c: c [1, N] += a [1, K] Bᵀ, with B [N, K]. Computes
 * eight dot products at a time.
 */
export function rowTimesTransposed(c: usize, a: usize, B: usize, N: usize, K: usize): void {
  const stride = 4 * K;
  let j: usize = 0;
  for (; j + 8 <= N; j += 8) dots8(c + 4 * j, a, B + j * stride, stride, K);
  for (; j < N; j++) store<f32>(c + 4 * j, load<f32>(c + 4 * j) + dot(a, B + j * stride, K));
}

/**
 * Adds the dot products of a and eight rows of B to eight elements of c. The rows have K elements and are
 * `stride` bytes apart.
 */
function dots8(c: usize, a: usize, B: usize, stride: usize, K: usize): void {
  const B4 = B + 4 * stride;
  const s2 = 2 * stride;
  const s3 = 3 * stride;
  let d0 = f32x4.splat(0);
  let d1 = d0;
  let d2 = d0;
  let d3 = d0;
  let d4 = d0;
  let d5 = d0;
  let d6 = d0;
  let d7 = d0;
  const whole = K & ~3;
  let k: usize = 0;
  for (; k < whole; k += 4) {
    const x = v128.load(a + 4 * k);
    const p = B + 4 * k;
    const q = B4 + 4 * k;
    d0 = madd(x, v128.load(p), d0);
    d1 = madd(x, v128.load(p + stride), d1);
    d2 = madd(x, v128.load(p + s2), d2);
    d3 = madd(x, v128.load(p + s3), d3);
    d4 = madd(x, v128.load(q), d4);
    d5 = madd(x, v128.load(q + stride), d5);
    d6 = madd(x, v128.load(q + s2), d6);
    d7 = madd(x, v128.load(q + s3), d7);
  }
  if (k < K) {
    const mask = laneMask(K - k);
    const x = v128.and(v128.load(a + 4 * k), mask);
    const p = B + 4 * k;
    const q = B4 + 4 * k;
    d0 = madd(x, v128.and(v128.load(p), mask), d0);
    d1 = madd(x, v128.and(v128.load(p + stride), mask), d1);
    d2 = madd(x, v128.and(v128.load(p + s2), mask), d2);
    d3 = madd(x, v128.and(v128.load(p + s3), mask), d3);
    d4 = madd(x, v128.and(v128.load(q), mask), d4);
    d5 = madd(x, v128.and(v128.load(q + stride), mask), d5);
    d6 = madd(x, v128.and(v128.load(q + s2), mask), d6);
    d7 = madd(x, v128.and(v128.load(q + s3), mask), d7);
  }
  v128.store(c, f32x4.add(v128.load(c), sums4(d0, d1, d2, d3)));
  v128.store(c, f32x4.add(v128.load(c, 16), sums4(d4, d5, d6, d7)), 16);
}

/**
 * Returns a vector whose lanes are the sums of the lanes of a, b, c and d. Adds the lanes in the same order
 * as `lanesSum`.
 */
@inline
function sums4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

function dot(a: usize, b: usize, K: usize): f32 {
  let sum = f32x4.splat(0);
  const whole = K & ~3;
  for (let k: usize = 0; k < whole; k += 4) sum = madd(v128.load(a + 4 * k), v128.load(b + 4 * k), sum);
  if (whole < K) {
    // Masks both factors, because elements beyond the end may be NaN, and 0 * NaN is NaN.
    const mask = laneMask(K - whole);
    sum = madd(v128.and(v128.load(a + 4 * whole), mask), v128.and(v128.load(b + 4 * whole), mask), sum);
  }
  return lanesSum(sum);
}
