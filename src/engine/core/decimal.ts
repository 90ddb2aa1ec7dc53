/**
 * The double nearest to a decimal number, as `Number` of its digits finds it, without making a string of them. Long
 * numbers are divided with twice the digits of a double (Dekker, Numer. Math. 18, 1971).
 */

/** Powers of ten above it are no doubles. */
export const MOST_PLACES = 22;
/** Digits that a double always holds. */
export const EXACT_DIGITS = 15;
/** So many more that the product below keeps its error in one double. */
export const MORE_DIGITS = 5;

const powers = Float64Array.from({ length: MOST_PLACES + 1 }, (_, places) => Number(`1e${places}`));
/** Each power as a sum of two numbers of 26 bits, whose products are exact. */
const highParts = powers.map(highPart);
const lowParts = powers.map((power, i) => power - highParts[i]);

/**
 * (high 10^digits + low) / 10^places, where `high` has at most 15 digits and `low` at most `digits`, which is 0 to 5.
 * NaN where it lies so close to the middle between two doubles that this cannot tell.
 */
export function fromDecimal(high: number, low: number, digits: number, places: number): number {
  if (digits === 0) return high / powers[places];
  const product = high * powers[digits];
  const sum = product + low;
  const sumError = low - (sum - product) + errorOf(high, digits, product);
  const quotient = sum / powers[places];
  const back = quotient * powers[places];
  const rest = (sum - back - errorOf(quotient, places, back) + sumError) / powers[places];
  const nearest = quotient + rest;
  const isSure = quotient + rest * (1 + 1e-9) === nearest && quotient + rest * (1 - 1e-9) === nearest;
  return isSure ? nearest : Number.NaN;
}

/** What a 10^power is more than `product`, its double. */
function errorOf(a: number, power: number, product: number): number {
  const high = highPart(a);
  const low = a - high;
  const [first, second] = [highParts[power], lowParts[power]];
  return low * second - (product - high * first - low * first - high * second);
}

/** Veltkamp's: the upper 26 bits. */
function highPart(a: number): number {
  const c = 134_217_729 * a; // 2^27 + 1
  return c - (c - a);
}
