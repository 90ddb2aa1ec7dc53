/**
 * Returns the order of the pairs (a[i], b[i]), sorted by a and then by b, as indices i. Uses two stable
 * counting sorts, so that time and memory are linear in the number of pairs and of values.
 */
export function sortPairs(
  a: Int32Array, // [M], one per pair, each from `aStart` to `aEnd` - 1
  aStart: number,
  aEnd: number,
  b: Int32Array, // [M], one per pair, each from 0 to `bEnd` - 1
  bEnd: number,
): Int32Array {
  const byB = sortBy(b, 0, bEnd, undefined);
  return sortBy(a, aStart, aEnd, byB);
}

/**
 * Returns the indices that sort the keys. The sort is stable: indices with equal keys keep their order in
 * `before`.
 */
function sortBy(keys: Int32Array, start: number, end: number, before: Int32Array | undefined): Int32Array {
  const places = new Int32Array(end - start + 1);
  for (const key of keys) places[key - start + 1]++;
  for (let i = 1; i < places.length; i++) places[i] += places[i - 1];
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const at = before ? before[i] : i;
    order[places[keys[at] - start]++] = at;
  }
  return order;
}
