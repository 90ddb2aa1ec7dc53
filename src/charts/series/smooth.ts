/**
 * An exponential moving average in which earlier values have the weight `past` (0: no smoothing), with bias
 * correction at the start. Skips values that are not finite.
 */
export class Smoother {
  private average = 0;
  private weight = 0;

  constructor(private readonly past: number) {}

  /**
   * Writes for each row in [from, to) the moving average of the values up to that row. Writes NaN, which
   * interrupts the curve, for a row whose value is not finite.
   */
  smooth(values: Float64Array, averages: Float64Array, from: number, to: number): void {
    const { past } = this;
    let { average, weight } = this;
    for (let row = from; row < to; row++) {
      const value = values[row];
      if (Number.isFinite(value)) {
        average = past * average + (1 - past) * value;
        weight = past * weight + (1 - past);
        averages[row] = average / weight;
      } else averages[row] = Number.NaN;
    }
    this.average = average;
    this.weight = weight;
  }
}
