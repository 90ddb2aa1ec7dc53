import { madd, splat } from './vector';

/** 1.5 * 2^23: added to a number below 2^22, it leaves the nearest whole number in the last bits. */
const ROUND: f32 = 12582912;

/**
 * e^x in four lanes. x = n ln 2 + r, |r| <= ln 2 / 2, e^r by its Taylor series to r^7 (rest below 6e-9).
 * Relative error below 2e-7. 0 below -87.33 (no subnormals), Infinity above 88.37 (127.5 ln 2), NaN for NaN.
 */
@inline
export function exp(x: v128): v128 {
  const rounded = madd(x, splat(1.44269504), splat(ROUND));
  const n = f32x4.sub(rounded, splat(ROUND));
  // ln 2 in two parts, the first with few digits, so that n times it is exact.
  const r = madd(n, splat(2.12194440e-4), madd(n, splat(-0.693359375), x));
  let p = madd(splat(1.0 / 5040.0), r, splat(1.0 / 720.0));
  p = madd(p, r, splat(1.0 / 120.0));
  p = madd(p, r, splat(1.0 / 24.0));
  p = madd(p, r, splat(1.0 / 6.0));
  p = madd(p, r, splat(0.5));
  p = madd(p, r, splat(1.0));
  p = madd(p, r, splat(1.0));
  // The last bits of `rounded`, moved to the exponent, are n.
  const power = i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(0x3f800000));
  p = v128.bitselect(splat(Infinity), f32x4.mul(p, power), f32x4.gt(x, splat(88.37)));
  return v128.andnot(p, f32x4.lt(x, splat(-87.3365447)));
}

/** tanh in four lanes: its Taylor series to x^13 below 0.4, else 1 - 2/(e^2|x| + 1). Relative error below 4e-7. */
@inline
export function tanh(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = madd(splat(0.00359212804), z, splat(-0.00886323553));
  p = madd(p, z, splat(0.0218694885));
  p = madd(p, z, splat(-0.0539682540));
  p = madd(p, z, splat(0.133333333));
  p = madd(p, z, splat(-0.333333333));
  const small = madd(f32x4.mul(p, z), x, x);
  const e = exp(f32x4.add(a, a));
  const large = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(e, splat(1))));
  const sign = v128.and(x, i32x4.splat(<i32>0x80000000));
  return v128.bitselect(small, v128.or(large, sign), f32x4.lt(a, splat(0.4)));
}

/** 1 / (1 + e^-x) in four lanes. Relative error below 3e-7, down to e^-87. */
@inline
export function logistic(x: v128): v128 {
  // With e^-|x| nothing overflows: 1/(1+e) for x >= 0, e/(1+e) below.
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(e, splat(1), f32x4.lt(x, splat(0)));
  return f32x4.div(numerator, f32x4.add(splat(1), e));
}
