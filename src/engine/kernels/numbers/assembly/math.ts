/**
 * The constants of the functions below, which are those of `core/math.ts`. They are in memory because V8 would
 * rebuild a constant vector, with three instructions, at every use. The address is exported so that the compiler
 * treats it as a variable: V8 does not merge two loads from a fixed address. Each comment starts with the byte
 * offset of the number on its line.
 */
export let constants: usize = memory.data<f64>([
  0.6931471803691238, // byte 0: ln 2 as the sum of two parts: the first one
  1.9082149292705877e-10, // byte 8: the second one
  0.6931471805599453, // byte 16: ln 2
  1.4142135623730951, // byte 24: the root of 2
  1.0, // byte 32
  2.0, // byte 40
  0.5, // byte 48
  -1022.0, // byte 56: the smallest exponent of normal numbers
  -745.1332191019412, // byte 64: e^x is 0 for smaller x
  4503599627371519.0, // byte 72: 2^52 + 1023
  1.0 / 3.0, // byte 80: coefficients of the series of ln
  1.0 / 5.0, // byte 88
  1.0 / 7.0, // byte 96
  1.0 / 9.0, // byte 104
  1.0 / 11.0, // byte 112
  1.0 / 13.0, // byte 120
  1.0 / 15.0, // byte 128
  1.0 / 17.0, // byte 136
  1.0 / 19.0, // byte 144
  1.0 / 21.0, // byte 152
  1.0 / 23.0, // byte 160
  1.0 / 6.0, // byte 168: 1 / 3!, and the other coefficients of the Taylor series of e^r - 1
  1.0 / 24.0, // byte 176
  1.0 / 120.0, // byte 184
  1.0 / 720.0, // byte 192
  1.0 / 5040.0, // byte 200
  1.0 / 40320.0, // byte 208
  1.0 / 362880.0, // byte 216
  1.0 / 3628800.0, // byte 224
  1.0 / 39916800.0, // byte 232
  1.0 / 479001600.0, // byte 240
  1.0 / 6227020800.0, // byte 248
  1.0 / 87178291200.0, // byte 256: 1 / 14!
  1.1102230246251565e-16, // byte 264: 2^-53
  67108864.0, // byte 272: 2^26
  -2.0, // byte 280
]);

/** Returns the sum z + coefficient: a step of Horner's scheme. */
@inline
function step(sum: v128, z: v128, coefficient: v128): v128 {
  return f64x2.add(f64x2.mul(sum, z), coefficient);
}

/**
 * Returns ln x for two normal numbers above 0, with the operations of `log` in `core/math.ts`. `k` is the
 * address of `constants`.
 */
@inline
export function log(k: usize, x: v128): v128 {
  const one = v128.load_splat<f64>(k, 32);
  // The exponent bits of `one` are all those of a mantissa in [1, 2).
  let mantissa = v128.or(v128.and(x, i64x2.splat(0xfffffffffffff)), one);
  const large = f64x2.gt(mantissa, v128.load_splat<f64>(k, 24));
  mantissa = v128.bitselect(f64x2.mul(mantissa, v128.load_splat<f64>(k, 48)), mantissa, large);
  // A lane of `large` is -1 where the exponent is 1 higher.
  const powers = i64x2.sub(i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023)), large);
  const exponent = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(powers, powers, 0, 2, 0, 2));
  const f = f64x2.sub(mantissa, one);
  const s = f64x2.div(f, f64x2.add(mantissa, one));
  const z = f64x2.mul(s, s);
  let tail = step(v128.load_splat<f64>(k, 160), z, v128.load_splat<f64>(k, 152));
  tail = step(tail, z, v128.load_splat<f64>(k, 144));
  tail = step(tail, z, v128.load_splat<f64>(k, 136));
  tail = step(tail, z, v128.load_splat<f64>(k, 128));
  tail = step(tail, z, v128.load_splat<f64>(k, 120));
  tail = step(tail, z, v128.load_splat<f64>(k, 112));
  tail = step(tail, z, v128.load_splat<f64>(k, 104));
  tail = step(tail, z, v128.load_splat<f64>(k, 96));
  tail = step(tail, z, v128.load_splat<f64>(k, 88));
  tail = step(tail, z, v128.load_splat<f64>(k, 80));
  const twice = f64x2.mul(f64x2.mul(v128.load_splat<f64>(k, 40), z), tail);
  const small = f64x2.mul(s, f64x2.sub(twice, f));
  const low = f64x2.add(f64x2.add(f64x2.mul(exponent, v128.load_splat<f64>(k, 8)), small), f);
  return f64x2.add(f64x2.mul(exponent, v128.load_splat<f64>(k)), low);
}

/**
 * Returns 2^n for two integers from -1022 to 1023, which are stored as float64. `k` is the address of
 * `constants`.
 */
@inline
function powerOfTwo(k: usize, n: v128): v128 {
  // The lowest bits of n + 1023 + 2^52 are those of the integer n + 1023, the exponent of 2^n.
  return i64x2.shl(f64x2.add(n, v128.load_splat<f64>(k, 72)), 52);
}

/**
 * Returns e^x for two numbers that are at most 0, with the operations of `exp` in `core/math.ts`. `k` is the
 * address of `constants`.
 */
@inline
export function exp(k: usize, x: v128): v128 {
  const one = v128.load_splat<f64>(k, 32);
  const quotient = f64x2.div(x, v128.load_splat<f64>(k, 16));
  // Rounds a half up, like Math.round.
  const floor = f64x2.floor(quotient);
  const isUp = f64x2.ge(f64x2.sub(quotient, floor), v128.load_splat<f64>(k, 48));
  const n = f64x2.add(floor, v128.and(isUp, one));
  const high = f64x2.sub(x, f64x2.mul(n, v128.load_splat<f64>(k)));
  const r = f64x2.sub(high, f64x2.mul(n, v128.load_splat<f64>(k, 8)));
  let sum = step(v128.load_splat<f64>(k, 256), r, v128.load_splat<f64>(k, 248));
  sum = step(sum, r, v128.load_splat<f64>(k, 240));
  sum = step(sum, r, v128.load_splat<f64>(k, 232));
  sum = step(sum, r, v128.load_splat<f64>(k, 224));
  sum = step(sum, r, v128.load_splat<f64>(k, 216));
  sum = step(sum, r, v128.load_splat<f64>(k, 208));
  sum = step(sum, r, v128.load_splat<f64>(k, 200));
  sum = step(sum, r, v128.load_splat<f64>(k, 192));
  sum = step(sum, r, v128.load_splat<f64>(k, 184));
  sum = step(sum, r, v128.load_splat<f64>(k, 176));
  sum = step(sum, r, v128.load_splat<f64>(k, 168));
  sum = step(sum, r, v128.load_splat<f64>(k, 48));
  sum = step(sum, r, one);
  const y = step(sum, r, one);
  const least = v128.load_splat<f64>(k, 56);
  if (!v128.any_true(f64x2.lt(n, least))) return f64x2.mul(y, powerOfTwo(k, n));
  // 2^n is the product of two normal numbers.
  const first = powerOfTwo(k, f64x2.pmax(n, least));
  const second = powerOfTwo(k, f64x2.pmin(f64x2.sub(n, least), f64x2.splat(0)));
  const underflows = f64x2.lt(x, v128.load_splat<f64>(k, 64));
  return v128.andnot(f64x2.mul(f64x2.mul(y, first), second), underflows);
}
