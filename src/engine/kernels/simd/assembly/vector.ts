/** Number of bytes of a vector: four float32 lanes. */
export const VECTOR: usize = 16;

/** Returns a b + c in four lanes, with one rounding in the build `fma` and two in the build `simd`. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** Returns the sum of the four lanes, always added in the same order. */
@inline
export function lanesSum(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/**
 * Stores only the first `count` (1 to 3) lanes, for the end of a row. Loads may read beyond the end of a row,
 * because the arena leaves a margin. The end of a row is therefore computed by the same instructions as whole
 * vectors, with bit-identical results.
 */
@inline
export function storeTail(pointer: usize, v: v128, count: usize): void {
  if (count == 1) {
    v128.store_lane<f32>(pointer, v, 0);
    return;
  }
  v128.store_lane<f64>(pointer, v, 0);
  if (count == 3) v128.store_lane<f32>(pointer, v, 2, 8);
}

/**
 * Loads x[i..i + 4); `next` loads x[i + 4..i + 8). Loops process two adjacent vectors per pass. V8 can join
 * them into one 256-bit vector if both are loaded before either is stored, and one store directly follows the
 * other.
 */
@inline
export function at(x: usize, i: usize): v128 {
  return v128.load(x + 4 * i);
}

@inline
export function next(x: usize, i: usize): v128 {
  return v128.load(x + 4 * i, 16);
}

/** Stores v0 and v1 to x[i..i + 8), but no elements at or after index `length`. */
@inline
export function put(x: usize, i: usize, length: usize, v0: v128, v1: v128): void {
  const to = x + 4 * i;
  if (i + 8 <= length) {
    v128.store(to, v0);
    v128.store(to, v1, 16);
  } else {
    putTail(to, v0, v1, length - i);
  }
}

function putTail(to: usize, v0: v128, v1: v128, count: usize): void {
  if (count < 4) {
    storeTail(to, v0, count);
    return;
  }
  v128.store(to, v0);
  if (count > 4) storeTail(to + 16, v1, count - 4);
}

/** Returns a mask with ones in the first `count` lanes (0 to 4) and zeros in the others. */
@inline
export function laneMask(count: usize): v128 {
  return i32x4.lt_u(i32x4(0, 1, 2, 3), i32x4.splat(<i32>count));
}
