/** Returns the first row in [start, end) with x >= value; `end` if there is none. x must never decrease. */
export function firstAtLeast(x: Float64Array, value: number, start = 0, end = x.length): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the first row with x > value; the number of rows if there is none. x must never decrease. */
export function firstAbove(x: Float64Array, value: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns the range of rows [from, to) whose x is in [min, max], extended by one row on each side. x must
 * never decrease.
 */
export function rowsBetween(x: Float64Array, min: number, max: number): [number, number] {
  const from = firstAtLeast(x, min);
  const to = firstAtLeast(x, max, from);
  return [Math.max(0, from - 1), Math.min(x.length, to + 2)];
}
