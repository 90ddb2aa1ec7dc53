import { decodeLatin1 } from '../core/latin1';
import type { SymbolCounts } from './countedVocabulary';
import { WaitingWords } from './waitingWords';

/** Gives each distinct symbol a number, in order of first appearance, and counts the occurrences of each. */
export class SymbolNumbers {
  private readonly symbols: string[] = [];
  /** Words whose numbers follow those of `symbols`. */
  private readonly waiting = new WaitingWords();
  /** Made when a symbol is first looked up, because it takes seconds for a million words. */
  private numbers: Map<string, number> | undefined;
  private seen = new Float64Array(1024);

  /** Returns the number of a symbol, without counting an occurrence. */
  of(symbol: string): number {
    this.settle();
    this.numbers ??= new Map(this.symbols.map((known, number) => [known, number]));
    return this.numbers.get(symbol) ?? this.append(symbol);
  }

  /** Does the same as `of`, for a symbol that neither this function nor `ofNewWord` was given before. */
  ofNew(symbol: string): number {
    if (this.numbers) return this.of(symbol);
    this.settle();
    return this.append(symbol);
  }

  /** Does the same as `ofNew` for a word of ASCII, given by its bytes from `from` to `to` - 1. */
  ofNewWord(bytes: Uint8Array, from: number, to: number): number {
    if (this.numbers) return this.of(decodeLatin1(bytes.subarray(from, to)));
    if (this.waiting.isFull(to - from)) this.settle();
    this.waiting.add(bytes, from, to);
    return this.symbols.length + this.waiting.length - 1;
  }

  /** Counts one occurrence of a symbol. Returns the symbol's number. */
  add(symbol: string): number {
    const number = this.of(symbol);
    this.count(number, 1);
    return number;
  }

  /** Adds `times` occurrences to the count of the symbol with this number. */
  count(number: number, times: number): void {
    if (number >= this.seen.length) this.grow(number);
    this.seen[number] += times;
  }

  /** Returns all symbols and the number of occurrences of each, in the order of their numbers. */
  counts(): SymbolCounts {
    this.settle();
    const { seen, symbols } = this;
    const counts = new Float64Array(symbols.length);
    counts.set(seen.subarray(0, symbols.length));
    return { symbols, counts };
  }

  private append(symbol: string): number {
    const number = this.symbols.push(symbol) - 1;
    this.numbers?.set(symbol, number);
    return number;
  }

  private settle(): void {
    for (const word of this.waiting.take()) this.append(word);
  }

  private grow(number: number): void {
    const { seen } = this;
    this.seen = new Float64Array(2 * (number + 1));
    this.seen.set(seen);
  }
}
