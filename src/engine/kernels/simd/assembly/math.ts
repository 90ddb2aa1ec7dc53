import { madd, splat } from './vector';

/**
 * The constants of the functions below. They are in memory because V8 would rebuild a constant vector, with
 * three instructions, at every use. The address is exported so that the compiler treats it as a variable: V8
 * does not merge two loads from a fixed address. Each comment starts with the byte offset of the number on
 * its line.
 */
export let constants: usize = memory.data<f32>([
  88.37, // byte 0: about 127.5 ln 2
  -87.3365447, // byte 4: -126 ln 2
  1.44269504, // byte 8: 1 / ln 2
  12582912, // byte 12: 1.5 * 2^23; adding it rounds a number below 2^22 to an integer, in the low bits
  -0.693359375, // byte 16: first part of -ln 2; few digits, so integer multiples are exact
  2.1219444e-4, // byte 20: second part of -ln 2
  1.0 / 5040.0, // byte 24: coefficients of the Taylor series of e^r, for r^7
  1.0 / 720.0, // byte 28: for r^6
  1.0 / 120.0, // byte 32: for r^5
  1.0 / 24.0, // byte 36: for r^4
  1.0 / 6.0, // byte 40: for r^3
  0.5, // byte 44: for r^2; also used as 1 / 2
  1.0, // byte 48: for r and r^0; also used as 1
  0.00359212804, // byte 52: coefficients of the Taylor series of tanh x, for x^13
  -0.00886323553, // byte 56: for x^11
  0.0218694885, // byte 60: for x^9
  -0.053968254, // byte 64: for x^7
  0.133333333, // byte 68: for x^5
  -0.333333333, // byte 72: for x^3
  2.0, // byte 76: used for tanh x = 1 - 2 / (e^2x + 1)
  0.4, // byte 80: the series of tanh x is used for |x| below this
  -0.0, // byte 84: only the sign bit is set
]);

/**
 * Returns e^x in four lanes. `k` is the address of `constants`. x = n ln 2 + r with |r| <= ln 2 / 2; e^r is
 * computed from its Taylor series to r^7 (remainder below 6e-9). The relative error is below 2e-7. Special
 * cases: e^88.37 for x > 88.37, 0 for x < -87.33 (no subnormals), NaN for NaN.
 */
@inline
export function exp(k: usize, x: v128): v128 {
  const least = v128.load_splat<f32>(k, 4);
  const bounded = f32x4.pmax(f32x4.pmin(x, v128.load_splat<f32>(k, 0)), least);
  const round = v128.load_splat<f32>(k, 12);
  const one = v128.load_splat<f32>(k, 48);
  const rounded = madd(bounded, v128.load_splat<f32>(k, 8), round);
  const n = f32x4.sub(rounded, round);
  const high = madd(n, v128.load_splat<f32>(k, 16), bounded);
  const r = madd(n, v128.load_splat<f32>(k, 20), high);
  let p = madd(v128.load_splat<f32>(k, 24), r, v128.load_splat<f32>(k, 28));
  p = madd(p, r, v128.load_splat<f32>(k, 32));
  p = madd(p, r, v128.load_splat<f32>(k, 36));
  p = madd(p, r, v128.load_splat<f32>(k, 40));
  p = madd(p, r, v128.load_splat<f32>(k, 44));
  p = madd(p, r, one);
  p = madd(p, r, one);
  // The low bits of `rounded` are n. Shifted into the exponent bits and added to the bits of 1.0, they give
  // 2^n.
  const power = i32x4.add(i32x4.shl(rounded, 23), one);
  return v128.andnot(f32x4.mul(p, power), f32x4.lt(x, least));
}

/**
 * Returns tanh x in four lanes: the Taylor series to x^13 for |x| < 0.4, else 1 - 2/(e^2|x| + 1) with the
 * sign of x. The relative error is below 4e-7. `k` is the address of `constants`.
 */
@inline
export function tanh(k: usize, x: v128): v128 {
  const one = v128.load_splat<f32>(k, 48);
  const sign = v128.load_splat<f32>(k, 84);
  const z = f32x4.mul(x, x);
  let p = madd(v128.load_splat<f32>(k, 52), z, v128.load_splat<f32>(k, 56));
  p = madd(p, z, v128.load_splat<f32>(k, 60));
  p = madd(p, z, v128.load_splat<f32>(k, 64));
  p = madd(p, z, v128.load_splat<f32>(k, 68));
  p = madd(p, z, v128.load_splat<f32>(k, 72));
  const small = madd(f32x4.mul(p, z), x, x);
  const a = v128.andnot(x, sign);
  const e = exp(k, f32x4.add(a, a));
  const large = f32x4.sub(one, f32x4.div(v128.load_splat<f32>(k, 76), f32x4.add(e, one)));
  const signed = v128.or(large, v128.and(x, sign));
  return v128.bitselect(small, signed, f32x4.lt(a, v128.load_splat<f32>(k, 80)));
}

/**
 * Returns 1 / (1 + e^-x) in four lanes. The relative error is below 3e-7 for results down to e^-87. `k` is
 * the address of `constants`.
 */
@inline
export function logistic(k: usize, x: v128): v128 {
  // e = e^-|x| is at most 1, so nothing overflows. The result is 1/(1+e) for x >= 0 and e/(1+e) for x < 0.
  const one = v128.load_splat<f32>(k, 48);
  const e = exp(k, v128.or(x, v128.load_splat<f32>(k, 84)));
  const numerator = v128.bitselect(e, one, f32x4.lt(x, splat(0)));
  return f32x4.div(numerator, f32x4.add(one, e));
}
