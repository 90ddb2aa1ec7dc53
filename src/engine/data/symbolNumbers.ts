/** Numbers symbols in order of their first appearance, and counts them. */
export class SymbolNumbers {
  private readonly numbers = new Map<string, number>();
  private seen = new Float64Array(1024);

  /** Counts a symbol once. Returns its number. */
  add(symbol: string): number {
    const known = this.numbers.get(symbol);
    if (known !== undefined) return this.again(known);
    const number = this.numbers.size;
    if (number === this.seen.length) this.grow();
    this.numbers.set(symbol, number);
    return this.again(number);
  }

  /** Counts the symbol of a number once more. Returns the number. */
  again(number: number): number {
    this.seen[number]++;
    return number;
  }

  /** Returns the counts by symbol, in order of numbers. */
  counts(): Map<string, number> {
    return new Map([...this.numbers].map(([symbol, number]) => [symbol, this.seen[number]]));
  }

  private grow(): void {
    const { seen } = this;
    this.seen = new Float64Array(2 * seen.length);
    this.seen.set(seen);
  }
}
