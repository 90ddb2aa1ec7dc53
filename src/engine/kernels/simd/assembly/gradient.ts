import { at, laneMask, madd, next, put, splat } from './vector';

// Kernels that reduce or scale whole tensors. The formulas are in `kernels.ts`.

/** Adds the four float32 lanes of `v` to two float64 sums, two lanes to each. */
@inline
function addLanes(sums: v128, v: v128): v128 {
  const low = f64x2.promote_low_f32x4(v);
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
  return f64x2.add(sums, f64x2.add(low, high));
}

@inline
function addSquares(sums: v128, v: v128): v128 {
  const low = f64x2.promote_low_f32x4(v);
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
  return f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
}

export function squaredNorm(x: usize, length: usize): f64 {
  let sums = f64x2.splat(0);
  const whole = length & ~3;
  for (let i: usize = 0; i < whole; i += 4) sums = addSquares(sums, v128.load(x + 4 * i));
  if (whole < length) sums = addSquares(sums, v128.and(v128.load(x + 4 * whole), laneMask(length - whole)));
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

export function sum(x: usize, length: usize): f64 {
  let sums = f64x2.splat(0);
  const whole = length & ~3;
  for (let i: usize = 0; i < whole; i += 4) sums = addLanes(sums, v128.load(x + 4 * i));
  if (whole < length) sums = addLanes(sums, v128.and(v128.load(x + 4 * whole), laneMask(length - whole)));
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** Multiplies `length` elements by a factor: x = factor x. */
export function scale(x: usize, factor: f32, length: usize): void {
  const f = splat(factor);
  for (let i: usize = 0; i < length; i += 8) {
    put(x, i, length, f32x4.mul(at(x, i), f), f32x4.mul(next(x, i), f));
  }
}

/** Adds `length` elements, multiplied by a factor, to others: y += factor x. */
export function addScaled(y: usize, x: usize, factor: f32, length: usize): void {
  const f = splat(factor);
  for (let i: usize = 0; i < length; i += 8) {
    put(y, i, length, madd(f, at(x, i), at(y, i)), madd(f, next(x, i), next(y, i)));
  }
}
