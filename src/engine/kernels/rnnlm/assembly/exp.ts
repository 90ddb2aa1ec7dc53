// The functions `exp` and `logistic` of `core/math.ts`, two numbers at a time, with the same operations and
// therefore the same bits.

const LN2: f64 = 0.6931471805599453;
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
/** Below this argument, e^x is 0. */
const UNDERFLOW: f64 = -745.1332191019412;

/** Returns e^x for two numbers x <= 0. */
@inline
export function exp(x: v128): v128 {
  const k = rounded(f64x2.div(x, f64x2.splat(LN2)));
  const r = f64x2.sub(
    f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH))),
    f64x2.mul(k, f64x2.splat(LN2_LOW)),
  );
  const mantissa = f64x2.add(f64x2.splat(1), expMinusOne(r));
  // 2^k is multiplied in two steps, because below 2^-1022 it is not a normal number.
  const normal = f64x2.pmax(k, f64x2.splat(-1022));
  const rest = f64x2.sub(k, normal);
  const result = f64x2.mul(f64x2.mul(mantissa, powerOfTwo(normal)), powerOfTwo(rest));
  return v128.andnot(result, f64x2.lt(x, f64x2.splat(UNDERFLOW)));
}

/** Returns 1 / (1 + e^-x) for two numbers. */
@inline
export function logistic(x: v128): v128 {
  const one = f64x2.splat(1);
  const e = exp(f64x2.neg(f64x2.abs(x)));
  const isNegative = f64x2.lt(x, f64x2.splat(0));
  return f64x2.div(v128.bitselect(e, one, isNegative), f64x2.add(one, e));
}

/** Returns the nearest integer; of two, the greater. */
@inline
function rounded(x: v128): v128 {
  const floor = f64x2.floor(x);
  const isUp = f64x2.ge(f64x2.sub(x, floor), f64x2.splat(0.5));
  return f64x2.add(floor, v128.and(isUp, f64x2.splat(1)));
}

/** Returns 2^k for integers k from -1022 to 0. */
@inline
function powerOfTwo(k: v128): v128 {
  // The lowest bits of k + 2^52 + 1023 are those of the integer k + 1023, which is the exponent of 2^k.
  return i64x2.shl(f64x2.add(k, f64x2.splat(4503599627371519)), 52);
}

/** Returns e^r - 1 for |r| <= ln 2 / 2, by its Taylor series to r^14. */
@inline
function expMinusOne(r: v128): v128 {
  let sum = f64x2.splat(1.0 / 87178291200.0);
  sum = next(sum, r, 1.0 / 6227020800.0);
  sum = next(sum, r, 1.0 / 479001600.0);
  sum = next(sum, r, 1.0 / 39916800.0);
  sum = next(sum, r, 1.0 / 3628800.0);
  sum = next(sum, r, 1.0 / 362880.0);
  sum = next(sum, r, 1.0 / 40320.0);
  sum = next(sum, r, 1.0 / 5040.0);
  sum = next(sum, r, 1.0 / 720.0);
  sum = next(sum, r, 1.0 / 120.0);
  sum = next(sum, r, 1.0 / 24.0);
  sum = next(sum, r, 1.0 / 6.0);
  sum = next(sum, r, 1.0 / 2.0);
  sum = next(sum, r, 1.0);
  return f64x2.mul(sum, r);
}

@inline
function next(sum: v128, r: v128, coefficient: f64): v128 {
  return f64x2.add(f64x2.mul(sum, r), f64x2.splat(coefficient));
}
