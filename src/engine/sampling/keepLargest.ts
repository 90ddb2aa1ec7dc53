/** Number of 16-bit digits of a float64, and of values of a digit. */
const DIGITS = 4;
const VALUES = 1 << 16;

/** The number or the sum of the weights with each value of a digit. */
const totals = new Float64Array(VALUES);

/**
 * Keeps the smallest number of largest weights whose number or sum is at least `limit`, at least one, and sets
 * the others to 0. Among equal weights, keeps those with the lowest indices. Weights are not negative. Returns
 * the sum of the kept weights.
 *
 * Finds the smallest weight to keep digit by digit, without sorting: the bits of float64 numbers from 0 on have
 * the order of the numbers. Only weights that begin with the digits found so far are looked at again.
 */
export function keepLargest(weights: Float64Array, limit: number, by: 'number' | 'sum'): number {
  const digits = new Uint16Array(weights.buffer, weights.byteOffset, DIGITS * weights.length);
  let rest = limit;
  let members: Uint32Array | undefined; // undefined: all weights
  for (let digit = DIGITS - 1; digit >= 0 && members?.length !== 1; digit--) {
    totals.fill(0);
    if (members) addMembers(weights, digits.subarray(digit), members, by);
    else addAll(weights, digits.subarray(digit), by);
    let found = VALUES - 1;
    for (; found >= 0 && (totals[found] === 0 || totals[found] < rest); found--) rest -= totals[found];
    if (found < 0) return keepFrom(weights, 0, 0); // rounding errors: the sum of all is below the limit
    members = membersWith(digits.subarray(digit), found, members);
  }
  const least = weights[members?.[0] ?? 0];
  return keepFrom(weights, least, Math.max(1, by === 'sum' ? Math.ceil(rest / least) : rest));
}

/** Adds every weight to the total of its digit. The digit of weight i is in `digits[DIGITS * i]`. */
function addAll(weights: Float64Array, digits: Uint16Array, by: 'number' | 'sum'): void {
  if (by === 'sum') for (let i = 0; i < weights.length; i++) totals[digits[DIGITS * i]] += weights[i];
  else for (let i = 0; i < weights.length; i++) totals[digits[DIGITS * i]]++;
}

function addMembers(
  weights: Float64Array,
  digits: Uint16Array,
  members: Uint32Array,
  by: 'number' | 'sum',
): void {
  for (const i of members) totals[digits[DIGITS * i]] += by === 'sum' ? weights[i] : 1;
}

/** Returns the indices of the weights with this digit, of `members` or, if undefined, of all. */
function membersWith(digits: Uint16Array, digit: number, members: Uint32Array | undefined): Uint32Array {
  const found: number[] = [];
  if (members) for (const i of members) if (digits[DIGITS * i] === digit) found.push(i);
  if (!members)
    for (let i = 0; DIGITS * i < digits.length; i++) if (digits[DIGITS * i] === digit) found.push(i);
  return Uint32Array.from(found);
}

/**
 * Sets all weights below `least` to 0. Of the weights that equal `least`, keeps the first `ties`. Returns the sum
 * of the kept weights.
 */
function keepFrom(weights: Float64Array, least: number, ties: number): number {
  let left = ties;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > least || (weights[i] === least && left-- > 0)) sum += weights[i];
    else weights[i] = 0;
  }
  return sum;
}
