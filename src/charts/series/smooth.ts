/**
 * Exponential moving average with weight `past` of the past (0: no smoothing) and bias correction at the
 * start. NaN is skipped.
 */
export class Smoother {
  private average = 0;
  private weight = 0;

  constructor(private readonly past: number) {}

  /** Writes the averages after the values of rows [from, to). */
  smooth(values: Float64Array, averages: Float64Array, from: number, to: number): void {
    const { past } = this;
    let { average, weight } = this;
    for (let row = from; row < to; row++) {
      const value = values[row];
      if (Number.isFinite(value)) {
        average = past * average + (1 - past) * value;
        weight = past * weight + (1 - past);
        averages[row] = average / weight;
      } else averages[row] = Number.NaN; // a gap; one infinite value must not end the curve
    }
    this.average = average;
    this.weight = weight;
  }
}
