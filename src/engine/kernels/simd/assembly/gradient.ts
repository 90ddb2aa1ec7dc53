import { laneMask, madd, put, splat, storeTail } from './vector';

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

/** x = factor x */
export function scale(x: usize, factor: f32, length: usize): void {
  const f = splat(factor);
  for (let i: usize = 0; i < length; i += 4) put(x, i, length, f32x4.mul(v128.load(x + 4 * i), f));
}

/** y += factor x */
export function addScaled(y: usize, x: usize, factor: f32, length: usize): void {
  const f = splat(factor);
  for (let i: usize = 0; i < length; i += 4) {
    put(y, i, length, madd(f, v128.load(x + 4 * i), v128.load(y + 4 * i)));
  }
}
