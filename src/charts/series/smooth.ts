/**
 * An exponential moving average in which earlier values have the weight `past` (0: no smoothing), with bias
 * correction at the start. Ignores NaN.
 */
export class Smoother {
  private average = 0;
  private weight = 0;

  constructor(private readonly past: number) {}

  /** Writes for each row in [from, to) the average after the row's value. */
  smooth(values: Float64Array, averages: Float64Array, from: number, to: number): void {
    const { past } = this;
    let { average, weight } = this;
    for (let row = from; row < to; row++) {
      const value = values[row];
      if (Number.isFinite(value)) {
        average = past * average + (1 - past) * value;
        weight = past * weight + (1 - past);
        averages[row] = average / weight;
      } else averages[row] = Number.NaN; // an infinite value is a gap, and is left out of the average
    }
    this.average = average;
    this.weight = weight;
  }
}
