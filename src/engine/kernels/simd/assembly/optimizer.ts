import { laneMask, splat, storeTail } from './vector';

/** g = max(-limit, min(limit, g)); how many were outside. Comparisons with NaN are false, so it stays. */
export function clip(g: usize, limit: f32, length: usize): i32 {
  const high = splat(limit);
  const low = splat(-limit);
  let clipped = 0;
  for (let i: usize = 0; i < length; i += 4) {
    const v = v128.load(g + 4 * i);
    const above = f32x4.gt(v, high);
    const below = f32x4.lt(v, low);
    const outside = v128.or(above, below);
    const bounded = v128.bitselect(high, v128.bitselect(low, v, below), above);
    if (i + 4 <= length) {
      clipped += popcnt(i32x4.bitmask(outside));
      v128.store(g + 4 * i, bounded);
    } else {
      clipped += popcnt(i32x4.bitmask(v128.and(outside, laneMask(length - i))));
      storeTail(g + 4 * i, bounded, length - i);
    }
  }
  return clipped;
}

/** Adds the four lanes to two float64 sums. */
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

/** w -= rate g */
export function sgd(w: usize, g: usize, rate: f32, length: usize): void {
  const scale = splat(rate);
  const whole = length & ~3;
  for (let i: usize = 0; i < length; i += 4) {
    const v = f32x4.sub(v128.load(w + 4 * i), f32x4.mul(scale, v128.load(g + 4 * i)));
    if (i < whole) v128.store(w + 4 * i, v);
    else storeTail(w + 4 * i, v, length - whole);
  }
}

/** m += g²; w -= rate g / sqrt(m + epsilon) */
export function adagrad(w: usize, g: usize, m: usize, rate: f32, epsilon: f32, length: usize): void {
  const whole = length & ~3;
  for (let i: usize = 0; i < length; i += 4) {
    const gradient = v128.load(g + 4 * i);
    const memory = f32x4.add(v128.load(m + 4 * i), f32x4.mul(gradient, gradient));
    const root = f32x4.sqrt(f32x4.add(memory, splat(epsilon)));
    const step = f32x4.div(f32x4.mul(splat(rate), gradient), root);
    const weight = f32x4.sub(v128.load(w + 4 * i), step);
    if (i < whole) {
      v128.store(m + 4 * i, memory);
      v128.store(w + 4 * i, weight);
    } else {
      storeTail(m + 4 * i, memory, length - whole);
      storeTail(w + 4 * i, weight, length - whole);
    }
  }
}
