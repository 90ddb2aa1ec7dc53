/** Number of 16-bit digits of a float64, and of values of a digit. */
const DIGITS = 4;
const VALUES = 1 << 16;

/** The number or the sum of the weights with each value of a digit. */
const totals = new Float64Array(VALUES);

/**
 * Keeps the smallest number of largest weights whose number or sum is at least `limit`, at least one, and sets
 * the others to 0. Among equal weights, keeps those with the lowest indices. Weights are not negative.
 *
 * Finds the smallest weight to keep digit by digit, without sorting: the bits of float64 numbers from 0 on have
 * the order of the numbers. Only weights that begin with the digits found so far are looked at again.
 */
export function keepLargest(weights: Float64Array, limit: number, by: 'number' | 'sum'): void {
  const digits = new Uint16Array(weights.buffer, weights.byteOffset, DIGITS * weights.length);
  const members = new Uint32Array(weights.length);
  for (let i = 0; i < members.length; i++) members[i] = i;
  let count = members.length;
  let rest = limit;
  for (let digit = DIGITS - 1; digit >= 0 && count > 1; digit--) {
    totals.fill(0);
    for (let m = 0; m < count; m++) {
      totals[digits[DIGITS * members[m] + digit]] += by === 'sum' ? weights[members[m]] : 1;
    }
    let found = VALUES - 1;
    for (; found >= 0 && (totals[found] === 0 || totals[found] < rest); found--) rest -= totals[found];
    if (found < 0) return; // rounding errors: the sum of all is below the limit
    let kept = 0;
    for (let m = 0; m < count; m++) {
      if (digits[DIGITS * members[m] + digit] === found) members[kept++] = members[m];
    }
    count = kept;
  }
  const least = weights[members[0]];
  keepFrom(weights, least, by === 'sum' ? Math.ceil(rest / least) : rest);
}

/** Sets all weights below `least` to 0. Of the weights that equal `least`, keeps the first `ties`, at least one. */
function keepFrom(weights: Float64Array, least: number, ties: number): void {
  let left = Math.max(1, ties);
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > least || (weights[i] === least && left-- > 0)) continue;
    weights[i] = 0;
  }
}
