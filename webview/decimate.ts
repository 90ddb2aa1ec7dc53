/** x, then one array a series: what uPlot draws. NaN becomes null, a gap. */
export type ChartData = [number[], ...(number | null)[][]];

/**
 * At most about `2 buckets` points that look the same when drawn: of each bucket of neighbouring rows, every
 * series keeps its minimum and its maximum, in their order.
 */
export function decimate(x: Float64Array, series: readonly Float64Array[], buckets: number): ChartData {
  const size = Math.ceil(x.length / Math.max(1, buckets));
  if (size <= 2) return [Array.from(x), ...series.map(values => Array.from(values, gap))];
  const xs: number[] = [];
  const ys = series.map((): (number | null)[] => []);
  for (let from = 0; from < x.length; from += size) {
    const to = Math.min(from + size, x.length);
    xs.push(x[from], x[to - 1]);
    for (const [s, values] of series.entries()) ys[s].push(...extremes(values, from, to));
  }
  return [xs, ...ys];
}

function extremes(values: Float64Array, from: number, to: number): [number | null, number | null] {
  let low = -1;
  let high = -1;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i])) continue;
    if (low < 0 || values[i] < values[low]) low = i;
    if (high < 0 || values[i] > values[high]) high = i;
  }
  if (low < 0) return [null, null];
  return low <= high ? [values[low], values[high]] : [values[high], values[low]];
}

const gap = (value: number) => (Number.isNaN(value) ? null : value);

/** The rows [from, to) whose x lies in [min, max], with one more on either side; x never falls. */
export function rowsBetween(x: Float64Array, min: number, max: number): [number, number] {
  const from = firstAtLeast(x, min);
  const to = firstAtLeast(x, max);
  return [Math.max(0, from - 1), Math.min(x.length, to + 2)];
}

/** How many values are smaller; they never fall. */
export function firstAtLeast(x: Float64Array, value: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
