/** Gives each distinct symbol a number, in order of first appearance, and counts the occurrences of each. */
export class SymbolNumbers {
  private readonly numbers = new Map<string, number>();
  private seen = new Float64Array(1024);

  /** Returns the number of a symbol, without counting an occurrence. */
  of(symbol: string): number {
    const known = this.numbers.get(symbol);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    if (number === this.seen.length) this.grow();
    this.numbers.set(symbol, number);
    return number;
  }

  /** Counts one occurrence of a symbol. Returns the symbol's number. */
  add(symbol: string): number {
    const number = this.of(symbol);
    this.seen[number]++;
    return number;
  }

  /** Adds `times` occurrences to the count of the symbol with this number. */
  count(number: number, times: number): void {
    this.seen[number] += times;
  }

  /** Returns the distinct symbols, in the order of their numbers. */
  symbols(): Iterable<string> {
    return this.numbers.keys();
  }

  /** Returns the counts of all symbols with at least one occurrence. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [symbol, number] of this.numbers) {
      if (this.seen[number] > 0) counts.set(symbol, this.seen[number]);
    }
    return counts;
  }

  private grow(): void {
    const { seen } = this;
    this.seen = new Float64Array(2 * seen.length);
    this.seen.set(seen);
  }
}
