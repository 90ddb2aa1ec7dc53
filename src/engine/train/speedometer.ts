/** Tokens a second over about the last second, and the time spent training, pauses left out. */
export class Speedometer {
  private rate = 0;
  private tokens = 0;
  private since = 0;

  /** `elapsed`: milliseconds spent before, for a run that goes on. */
  constructor(private total = 0) {}

  get elapsed(): number {
    return this.total;
  }

  get tokensPerSecond(): number {
    return this.rate;
  }

  /** Milliseconds of validation, which say nothing about the speed of training. */
  pass(milliseconds: number): void {
    this.total += milliseconds;
  }

  /** `tokens` were trained on in `milliseconds`. */
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
