/**
 * Returns the largest whole number from 1 to `most` for which `cost`, which rises with the number, is at most
 * `limit`. Undefined if even the cost of 1 is above the limit.
 */
export function largestWithin(
  limit: number,
  most: number,
  cost: (size: number) => number,
): number | undefined {
  if (cost(1) > limit) return undefined;
  let [fits, exceeds] = [1, most + 1];
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (cost(middle) <= limit) fits = middle;
    else exceeds = middle;
  }
  return fits;
}
