/**
 * Measures the speed of training in tokens/s, as a moving average over about the last second, and the total
 * duration of training in milliseconds, without pauses.
 */
export class Speedometer {
  private rate = 0;
  private tokens = 0;
  private since = 0;

  /** `total`: milliseconds of earlier training, for a resumed run. */
  constructor(private total = 0) {}

  get elapsed(): number {
    return this.total;
  }

  get tokensPerSecond(): number {
    return this.rate;
  }

  /**
   * Adds the duration of a validation, in milliseconds, to the total. Validations do not affect the speed.
   */
  pass(milliseconds: number): void {
    this.total += milliseconds;
  }

  /** Adds the duration of training on `tokens` tokens, in milliseconds. */
  add(tokens: number, milliseconds: number): void {
    this.total += milliseconds;
    this.tokens += tokens;
    this.since += milliseconds;
    if (this.rate > 0 && this.since < 250) return;
    const latest = this.since > 0 ? (1000 * this.tokens) / this.since : 0;
    this.rate = this.rate > 0 ? 0.75 * this.rate + 0.25 * latest : latest;
    this.tokens = 0;
    this.since = 0;
  }
}
