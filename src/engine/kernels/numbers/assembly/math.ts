/** ln 2 as the sum of two parts, as in `core/math.ts`. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const LN2: f64 = 0.6931471805599453;
const SQRT2: f64 = 1.4142135623730951;

/** Returns sum z + coefficient: a step of Horner's scheme. */
@inline
function step(sum: v128, z: v128, coefficient: f64): v128 {
  return f64x2.add(f64x2.mul(sum, z), f64x2.splat(coefficient));
}

/** Returns ln x for two normal numbers above 0, with the operations of `log` in `core/math.ts`. */
@inline
export function log(x: v128): v128 {
  const bits = i64x2.splat(0xfffffffffffff);
  const one = f64x2.splat(1);
  let mantissa = v128.or(v128.and(x, bits), one);
  const large = f64x2.gt(mantissa, f64x2.splat(SQRT2));
  mantissa = v128.bitselect(f64x2.mul(mantissa, f64x2.splat(0.5)), mantissa, large);
  // A lane of `large` is -1 where the exponent is 1 higher.
  const powers = i64x2.sub(i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023)), large);
  const exponent = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(powers, powers, 0, 2, 0, 2));
  const f = f64x2.sub(mantissa, one);
  const s = f64x2.div(f, f64x2.add(mantissa, one));
  const z = f64x2.mul(s, s);
  let tail = f64x2.splat(1.0 / 23);
  tail = step(tail, z, 1.0 / 21);
  tail = step(tail, z, 1.0 / 19);
  tail = step(tail, z, 1.0 / 17);
  tail = step(tail, z, 1.0 / 15);
  tail = step(tail, z, 1.0 / 13);
  tail = step(tail, z, 1.0 / 11);
  tail = step(tail, z, 1.0 / 9);
  tail = step(tail, z, 1.0 / 7);
  tail = step(tail, z, 1.0 / 5);
  tail = step(tail, z, 1.0 / 3);
  const twice = f64x2.mul(f64x2.mul(f64x2.splat(2), z), tail);
  const small = f64x2.mul(s, f64x2.sub(twice, f));
  const low = f64x2.add(f64x2.add(f64x2.mul(exponent, f64x2.splat(LN2_LOW)), small), f);
  return f64x2.add(f64x2.mul(exponent, f64x2.splat(LN2_HIGH)), low);
}

/** Returns 2^k for two integers from -1022 to 1023, which are stored as float64. */
@inline
function powerOfTwo(k: v128): v128 {
  // The lowest bits of k + 1023 + 2^52 are those of the integer k + 1023, the exponent of 2^k.
  return i64x2.shl(f64x2.add(k, f64x2.splat(4503599627371519)), 52);
}

/** Returns e^x for two numbers that are at most 0, with the operations of `exp` in `core/math.ts`. */
@inline
export function exp(x: v128): v128 {
  const quotient = f64x2.div(x, f64x2.splat(LN2));
  // Rounds a half up, like Math.round.
  const floor = f64x2.floor(quotient);
  const isUp = f64x2.ge(f64x2.sub(quotient, floor), f64x2.splat(0.5));
  const k = f64x2.add(floor, v128.and(isUp, f64x2.splat(1)));
  const r = f64x2.sub(
    f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH))),
    f64x2.mul(k, f64x2.splat(LN2_LOW)),
  );
  let sum = f64x2.splat(1.0 / 87178291200); // 1 / 14!
  sum = step(sum, r, 1.0 / 6227020800);
  sum = step(sum, r, 1.0 / 479001600);
  sum = step(sum, r, 1.0 / 39916800);
  sum = step(sum, r, 1.0 / 3628800);
  sum = step(sum, r, 1.0 / 362880);
  sum = step(sum, r, 1.0 / 40320);
  sum = step(sum, r, 1.0 / 5040);
  sum = step(sum, r, 1.0 / 720);
  sum = step(sum, r, 1.0 / 120);
  sum = step(sum, r, 1.0 / 24);
  sum = step(sum, r, 1.0 / 6);
  sum = step(sum, r, 0.5);
  sum = step(sum, r, 1);
  const y = f64x2.add(f64x2.splat(1), f64x2.mul(sum, r));
  // 2^k is the product of two normal numbers. Above -1022, the second one is 1.
  const normal = f64x2.splat(-1022);
  const first = powerOfTwo(f64x2.pmax(k, normal));
  const second = powerOfTwo(f64x2.pmin(f64x2.sub(k, normal), f64x2.splat(0)));
  const result = f64x2.mul(f64x2.mul(y, first), second);
  const underflows = f64x2.lt(x, f64x2.splat(-745.1332191019412));
  return v128.andnot(result, underflows);
}
