/**
 * Elman Lab's own exp, log, tanh and logistic in float64. Those of `Math` may differ between JavaScript
 * engines, but a run must give bit-identical results everywhere. Only +, -, *, / and bit patterns are used,
 * which IEEE 754 defines exactly. Relative errors are below 2e-15.
 */
/**
 * ln 2 as the sum of two parts. The low bits of the first part are 0, so that its products with small
 * integers are exact.
 */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Coefficients 1/n! of the Taylor series of e^r - 1, for n from 1 to 14. */
const FACTORIALS = Array.from({ length: 14 }, (_, i) => 1 / factorial(i + 1));

/** 1/n for odd n from 3 to 23. */
const RECIPROCALS = Array.from({ length: 11 }, (_, i) => 1 / (2 * i + 3));

/** Returns e^x. Overflows to Infinity above 709.78, underflows to 0 below -745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW; // |r| <= ln 2 / 2
  return scale(1 + expMinusOne(r), k);
}

/** Returns e^r - 1 for |r| <= ln 2 / 2, by its Taylor series to r^14. The remainder is below 1e-18. */
function expMinusOne(r: number): number {
  let sum = 0;
  for (let n = FACTORIALS.length - 1; n >= 0; n--) sum = sum * r + FACTORIALS[n];
  return sum * r;
}

/**
 * Returns ln x; NaN below 0, -Infinity at 0. Writes x as m 2^e with m in [sqrt(1/2), sqrt(2)). Then ln x is
 * ln m + e ln 2. Computes ln m as 2 artanh((m-1)/(m+1)).
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let { mantissa, exponent } = split(x);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (mantissa + 1); // |s| <= 0.1716
  const z = s * s;
  let tail = 0;
  for (let i = RECIPROCALS.length - 1; i >= 0; i--) tail = tail * z + RECIPROCALS[i];
  // ln m = f - s f + 2 s (z tail), where 2 s = f - s f. In this form, the leading term f is exact.
  const small = s * (2 * z * tail - f);
  return exponent * LN2_HIGH + (exponent * LN2_LOW + small + f);
}

/** Returns log10 x. N-gram files contain probabilities as log10. */
export const log10 = (x: number) => log(x) / Math.LN10;

/**
 * Returns the hyperbolic tangent. Near 0, it is computed from the series of e^x - 1, because the difference
 * of two exponentials would lose digits. Elsewhere, it is computed from e^2x.
 */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a > 20) return Math.sign(x);
  if (a < 0.17) {
    const e = expMinusOne(2 * x);
    return e / (e + 2);
  }
  const t = 1 - 2 / (exp(2 * a) + 1);
  return x < 0 ? -t : t;
}

/** Returns 1 / (1 + e^-x), without overflow. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** Returns x 2^k. Multiplies in two steps if 2^k itself is not a normal double. */
function scale(x: number, k: number): number {
  if (k > 1023) return x * 2 * powerOfTwo(k - 1);
  if (k < -1022) return x * powerOfTwo(-1022) * powerOfTwo(k + 1022);
  return x * powerOfTwo(k);
}

/**
 * Returns 2^k for k from -1022 to 1023, built from its bits. The result of ** can differ between JavaScript
 * engines.
 */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** Splits a finite number x > 0 into x = mantissa 2^exponent with 1 <= mantissa < 2. */
function split(x: number): { mantissa: number; exponent: number } {
  const subnormal = x < 2 ** -1022;
  bits.setFloat64(0, subnormal ? x * 2 ** 54 : x);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) - 1023 - (subnormal ? 54 : 0);
  bits.setUint32(0, (high & 0xfffff) | (1023 << 20));
  return { mantissa: bits.getFloat64(0), exponent };
}

const bits = new DataView(new ArrayBuffer(8));

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/**
 * Returns base^n for an integer n >= 0, by repeated squaring. Unlike the operator **, it gives bit-identical
 * results on every JavaScript engine.
 */
export function power(base: number, n: number): number {
  let result = 1;
  for (let [square, rest] = [base, n]; rest > 0; square *= square, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}

/** Returns cos x for 0 <= x <= pi, by the Taylor series around 0 or around pi. The error is below 1e-15. */
export function cosine(x: number): number {
  if (x > Math.PI / 2) return -cosine(Math.PI - x);
  let sum = 0;
  for (let n = 22; n > 0; n -= 2) sum = ((1 - sum) * x * x) / (n * (n - 1));
  return 1 - sum;
}
