/** Number of bytes of a number and of a vector. */
export const REAL: usize = sizeof<real>();
export const VECTOR: usize = 16;

// A loop over vectors ends with the elements that do not fill a vector, one at a time: `isWhole` is false
// for them. The compiler knows it at each place, so it costs nothing.

/** Loads a vector, or one element and zeros. */
@inline
export function get(at: usize, isWhole: bool): v128 {
  if (isWhole) return v128.load(at);
  return sizeof<real>() == 8 ? v128.load64_zero(at) : v128.load32_zero(at);
}

/** Stores a vector, or its first element. */
@inline
export function put(at: usize, value: v128, isWhole: bool): void {
  if (isWhole) v128.store(at, value);
  else store<real>(at, v128.extract_lane<real>(value, 0));
}

/** Loads a number into all elements of a vector. */
@inline
export function splatAt(at: usize): v128 {
  return sizeof<real>() == 8 ? v128.load64_splat(at) : v128.load32_splat(at);
}

/** Returns the first two elements of a vector in double precision. */
@inline
export function lowDoubles(value: v128): v128 {
  return sizeof<real>() == 8 ? value : f64x2.promote_low_f32x4(value);
}

/** Returns the other two elements of a vector of single precision, in double precision. */
@inline
export function highDoubles(value: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(value, value, 1, 1));
}

/** Returns the elements of two vectors of double precision, rounded to single precision. */
@inline
export function singles(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}


/** y = x [n] */
export function copy(y: usize, x: usize, n: usize): void {
  const end = y + REAL * n;
  for (; y + VECTOR <= end; y += VECTOR, x += VECTOR) put(y, get(x, true), true);
  for (; y < end; y += REAL, x += REAL) put(y, get(x, false), false);
}

/** y += x [n] */
export function addTo(y: usize, x: usize, n: usize): void {
  const end = y + REAL * n;
  for (; y + VECTOR <= end; y += VECTOR, x += VECTOR) put(y, v128.add<real>(get(y, true), get(x, true)), true);
  for (; y < end; y += REAL, x += REAL) put(y, v128.add<real>(get(y, false), get(x, false)), false);
}

/** y = factor x [n]. The product is computed in double precision, then rounded. */
export function scale(y: usize, x: usize, factor: f64, n: usize): void {
  const end = y + REAL * n;
  for (; y < end; y += REAL, x += REAL) store<real>(y, <real>(factor * <f64>load<real>(x)));
}
