/**
 * Exponential moving average with weight `past` of the past (0: no smoothing) and bias correction at the
 * start. NaN is skipped.
 */
export class Smoother {
  private average = 0;
  private weight = 0;

  constructor(private readonly past: number) {}

  next(value: number): number {
    if (!Number.isFinite(value)) return Number.NaN; // a gap; one infinite value must not end the curve
    this.average = this.past * this.average + (1 - this.past) * value;
    this.weight = this.past * this.weight + (1 - this.past);
    return this.average / this.weight;
  }
}
