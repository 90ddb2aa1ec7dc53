import { at, laneMask, madd, next, put, splat, storeTail } from './vector';

/** Elements that are looked at together, because mostly none of them is outside. */
const SPAN: usize = 32;

/** g = max(-limit, min(limit, g)); how many were outside. Comparisons with NaN are false, so it stays. */
export function clip(g: usize, limit: f32, length: usize): i32 {
  let clipped = 0;
  let i: usize = 0;
  for (; i + SPAN <= length; i += SPAN) {
    if (exceeds(g + 4 * i, splat(limit))) clipped += clipSpan(g + 4 * i, limit, SPAN);
  }
  return clipped + clipSpan(g + 4 * i, limit, length - i);
}

/** Whether any of the SPAN elements is outside. */
@inline
function exceeds(g: usize, limit: v128): bool {
  const a = v128.or(v128.or(above(g, 0, limit), above(g, 4, limit)), v128.or(above(g, 8, limit), above(g, 12, limit)));
  const b = v128.or(v128.or(above(g, 16, limit), above(g, 20, limit)), v128.or(above(g, 24, limit), above(g, 28, limit)));
  return v128.any_true(v128.or(a, b));
}

@inline
function above(g: usize, i: usize, limit: v128): v128 {
  return f32x4.gt(f32x4.abs(at(g, i)), limit);
}

function clipSpan(g: usize, limit: f32, length: usize): i32 {
  const high = splat(limit);
  const low = splat(-limit);
  let clipped = 0;
  for (let i: usize = 0; i < length; i += 4) {
    const v = at(g, i);
    const over = f32x4.gt(v, high);
    const under = f32x4.lt(v, low);
    const bounded = v128.bitselect(high, v128.bitselect(low, v, under), over);
    const count = min<usize>(4, length - i);
    clipped += popcnt(i32x4.bitmask(v128.and(v128.or(over, under), laneMask(count))));
    if (count == 4) v128.store(g + 4 * i, bounded);
    else storeTail(g + 4 * i, bounded, count);
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
  for (let i: usize = 0; i < length; i += 8) {
    put(x, i, length, f32x4.mul(at(x, i), f), f32x4.mul(next(x, i), f));
  }
}

/** y += factor x */
export function addScaled(y: usize, x: usize, factor: f32, length: usize): void {
  const f = splat(factor);
  for (let i: usize = 0; i < length; i += 8) {
    put(y, i, length, madd(f, at(x, i), at(y, i)), madd(f, next(x, i), next(y, i)));
  }
}
