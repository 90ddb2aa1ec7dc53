/**
 * Parses decimal numbers to the nearest double, with the same result as `Number` but without creating a
 * string. Long numbers are divided in double-double arithmetic (Dekker, Numer. Math. 18, 1971).
 */

/** The largest n for which 10^n is an exact double. */
export const MOST_PLACES = 22;
/** The largest n for which every integer of n digits is an exact double. */
export const EXACT_DIGITS = 15;
/**
 * Maximum number of digits beyond `EXACT_DIGITS` in `fromDecimal`. With more digits, the rounding error of
 * `product` below would not fit in one double.
 */
export const MORE_DIGITS = 5;

const powers = Float64Array.from({ length: MOST_PLACES + 1 }, (_, places) => Number(`1e${places}`));
/**
 * The upper parts of the powers of ten. `lowParts` are the rest. Both have at most 26 bits, so that products
 * of parts are exact.
 */
const highParts = powers.map(highPart);
const lowParts = powers.map((power, i) => power - highParts[i]);

/**
 * Returns (high * 10^digits + low) / 10^places, rounded to a double. `high` has at most 15 digits, `low` at
 * most `digits` (0 to 5). Returns NaN if the value is too close to the midpoint of two doubles to round with
 * certainty.
 */
export function fromDecimal(high: number, low: number, digits: number, places: number): number {
  if (digits === 0) return high / powers[places];
  const product = high * powers[digits];
  const sum = product + low;
  const sumError = low - (sum - product) + errorOf(high, digits, product);
  const quotient = sum / powers[places];
  const multipliedBack = quotient * powers[places];
  const rest = (sum - multipliedBack - errorOf(quotient, places, multipliedBack) + sumError) / powers[places];
  const nearest = quotient + rest;
  const isSure = quotient + rest * (1 + 1e-9) === nearest && quotient + rest * (1 - 1e-9) === nearest;
  return isSure ? nearest : Number.NaN;
}

/**
 * Returns a * 10^power - product, the rounding error of `product`, which is the rounded product of a and
 * 10^power.
 */
function errorOf(a: number, power: number, product: number): number {
  const high = highPart(a);
  const low = a - high;
  const [first, second] = [highParts[power], lowParts[power]];
  return low * second - (product - high * first - low * first - high * second);
}

/** Returns the upper 26 bits of the significand of a, by Veltkamp's splitting. */
function highPart(a: number): number {
  const c = 134_217_729 * a; // 2^27 + 1
  return c - (c - a);
}

/** The number of significant digits that always suffices to represent a single-precision number. */
const SINGLE = 9;

/**
 * Returns the number with the fewest decimal digits that rounds to the same single-precision number as
 * `value`. Returns `value` itself if it is outside the range of single precision.
 */
export function shortestSingle(value: number): number {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return value;
  for (let scale = 1; scale <= 1e12; scale *= 10) {
    const short = Math.round(single * scale) / scale;
    if (Math.fround(short) === single) return short;
  }
  for (let digits = 1; digits < SINGLE; digits++) {
    const short = Number(single.toPrecision(digits));
    if (Math.fround(short) === single) return short;
  }
  return Number(single.toPrecision(SINGLE));
}
