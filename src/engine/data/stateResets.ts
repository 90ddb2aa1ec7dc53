import { uniform } from '../core/random';

/**
 * Determines before which windows of a pass the hidden state is reset. As in Elman (1993), the numbers of
 * windows between two resets are random. The draws depend only on seed, pass and window, so a resumed run
 * needs no saved generator.
 */
export class StateResets {
  private pass = -1;
  private last = 0;
  private next = 0;
  private count = 0;

  /** `shortest`, `longest`: the minimum and maximum number of windows between two resets. */
  constructor(
    private readonly seed: number,
    private readonly shortest: number,
    private readonly longest: number,
  ) {}

  isDue(pass: number, window: number): boolean {
    if (pass !== this.pass || window < this.last) this.begin(pass);
    while (window >= this.next) {
      this.last = this.next;
      this.next += this.interval();
    }
    return window === this.last;
  }

  private begin(pass: number): void {
    this.pass = pass;
    this.last = 0;
    this.count = 0;
    this.next = this.interval();
  }

  private interval(): number {
    const { seed, pass, shortest, longest } = this;
    return shortest + Math.floor(uniform(seed, 'reset', pass, this.count++) * (longest - shortest + 1));
  }
}
