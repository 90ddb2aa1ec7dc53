/**
 * Classes as ranges of symbols. Class c has the symbols `firsts[c]` to `firsts[c + 1] - 1`; `classOf` has the
 * class of each symbol.
 */
export interface ClassRanges {
  readonly firsts: Int32Array; // [C + 1], the first symbol of each class
  readonly classOf: Int32Array; // [V], the class of each symbol
}

/**
 * Divides V symbols, sorted by descending frequency, into C classes. As in RNNLM, every class should have an
 * equal share of the sum of √frequency over all symbols. By Zipf's law, the symbol of rank r has a frequency
 * of about 1/r, so the first r symbols have about √(r/V) of that sum. Therefore, class c begins at rank
 * (c/C)² V. No class is empty.
 */
export function classRanges(V: number, C: number): ClassRanges {
  const firsts = new Int32Array(C + 1);
  for (let c = 1; c <= C; c++) {
    const rank = Math.floor((V * c * c) / (C * C));
    firsts[c] = Math.min(Math.max(rank, firsts[c - 1] + 1), V - (C - c));
  }
  const classOf = new Int32Array(V);
  for (let c = 0; c < C; c++) classOf.fill(c, firsts[c], firsts[c + 1]);
  return { firsts, classOf };
}
