import { constants, exp } from './math';
import { at, laneMask, lanesSum, madd, next, put, splat } from './vector';

// Layer normalisation and GELU. The formulas are in `attentionKernels.ts`.

/** Added to the variance, as in PyTorch. */
const EPSILON: f32 = 1e-5;

/** Loads four elements of a row of N, from column c. Lanes beyond the row's end become 0. */
@inline
export function loadZeros(row: usize, c: usize, N: usize): v128 {
  const v = v128.load(row + 4 * c);
  return c + 4 <= N ? v : v128.and(v, laneMask(N - c));
}

/** Returns x - mean, or 0 beyond the row's end. */
@inline
function centred(row: usize, c: usize, N: usize, mean: v128): v128 {
  const v = f32x4.sub(v128.load(row + 4 * c), mean);
  return c + 4 <= N ? v : v128.and(v, laneMask(N - c));
}

export function layerNorm(
  y: usize,
  n: usize,
  s: usize,
  x: usize,
  gain: usize,
  bias: usize,
  R: usize,
  N: usize,
): void {
  for (let r: usize = 0; r < R; r++) {
    const row = 4 * r * N;
    let sums = splat(0);
    for (let c: usize = 0; c < N; c += 4) sums = f32x4.add(sums, loadZeros(x + row, c, N));
    const mean = splat(lanesSum(sums) / <f32>N);
    sums = splat(0);
    for (let c: usize = 0; c < N; c += 4) {
      const v = centred(x + row, c, N, mean);
      sums = madd(v, v, sums);
    }
    const inverse: f32 = 1 / sqrt<f32>(lanesSum(sums) / <f32>N + EPSILON);
    store<f32>(s + 4 * r, inverse);
    const factor = splat(inverse);
    for (let c: usize = 0; c < N; c += 8) {
      const n0 = f32x4.mul(f32x4.sub(at(x + row, c), mean), factor);
      const n1 = f32x4.mul(f32x4.sub(next(x + row, c), mean), factor);
      put(n + row, c, N, n0, n1);
      put(y + row, c, N, madd(n0, at(gain, c), at(bias, c)), madd(n1, next(gain, c), next(bias, c)));
    }
  }
}

export function layerNormBackward(
  dx: usize,
  dy: usize,
  n: usize,
  s: usize,
  gain: usize,
  R: usize,
  N: usize,
): void {
  for (let r: usize = 0; r < R; r++) {
    const row = 4 * r * N;
    let sums = splat(0);
    let products = sums;
    for (let c: usize = 0; c < N; c += 4) {
      const g = f32x4.mul(loadZeros(dy + row, c, N), loadZeros(gain, c, N));
      sums = f32x4.add(sums, g);
      products = madd(g, loadZeros(n + row, c, N), products);
    }
    const mean = splat(lanesSum(sums) / <f32>N);
    const product = splat(lanesSum(products) / <f32>N);
    const factor = v128.load_splat<f32>(s + 4 * r);
    for (let c: usize = 0; c < N; c += 8) {
      const g0 = f32x4.sub(f32x4.mul(at(dy + row, c), at(gain, c)), mean);
      const g1 = f32x4.sub(f32x4.mul(next(dy + row, c), next(gain, c)), mean);
      const d0 = f32x4.sub(g0, f32x4.mul(at(n + row, c), product));
      const d1 = f32x4.sub(g1, f32x4.mul(next(n + row, c), product));
      put(dx + row, c, N, madd(d0, factor, at(dx + row, c)), madd(d1, factor, next(dx + row, c)));
    }
  }
}

/**
 * Returns the distribution function of the standard normal distribution, from e = e^(-a²/2). Abramowitz & Stegun
 * (1964), 7.1.26; the error is below 1e-6.
 */
@inline
function distribution(a: v128, e: v128): v128 {
  const one = splat(1);
  const z = f32x4.mul(f32x4.abs(a), splat(0.70710678));
  const t = f32x4.div(one, madd(z, splat(0.3275911), one));
  let p = madd(splat(1.061405429), t, splat(-1.453152027));
  p = madd(p, t, splat(1.421413741));
  p = madd(p, t, splat(-0.284496736));
  p = madd(p, t, splat(0.254829592));
  const tail = f32x4.mul(f32x4.mul(f32x4.mul(p, t), e), splat(0.5)); // 1 - F(|a|)
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(a, splat(0)));
}

@inline
function bell(k: usize, a: v128): v128 {
  return exp(k, f32x4.mul(f32x4.mul(a, a), splat(-0.5)));
}

@inline
function geluOf(k: usize, a: v128): v128 {
  return f32x4.mul(a, distribution(a, bell(k, a)));
}

@inline
function slope(k: usize, a: v128): v128 {
  const e = bell(k, a);
  return madd(f32x4.mul(a, e), splat(0.39894228), distribution(a, e));
}

export function gelu(Y: usize, A: usize, length: usize): void {
  const k = constants;
  for (let i: usize = 0; i < length; i += 8) put(Y, i, length, geluOf(k, at(A, i)), geluOf(k, next(A, i)));
}

export function geluBackward(dA: usize, dY: usize, A: usize, length: usize): void {
  const k = constants;
  for (let i: usize = 0; i < length; i += 8) {
    const d0 = f32x4.mul(at(dY, i), slope(k, at(A, i)));
    const d1 = f32x4.mul(next(dY, i), slope(k, next(A, i)));
    put(dA, i, length, d0, d1);
  }
}
