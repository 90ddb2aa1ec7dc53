/**
 * Exponential moving average with the given share of the past (0: the values themselves), started without a
 * bias towards zero. Done on all values, before anything is left out for drawing. NaN is passed over.
 */
export function smooth(values: Float64Array, past: number): Float64Array {
  if (past === 0) return values;
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      average = past * average + (1 - past) * values[i];
      weight = past * weight + (1 - past);
    }
    smoothed[i] = weight > 0 ? average / weight : Number.NaN;
  }
  return smoothed;
}
