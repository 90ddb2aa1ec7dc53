/** Neighbouring symbols by class: those of class c are from `firsts[c]` up to `firsts[c + 1]`. */
export interface ClassRanges {
  readonly firsts: Int32Array; // [C + 1]
  readonly classOf: Int32Array; // [V]
}

/**
 * Classes for V symbols sorted by falling frequency. RNNLM gives every class an equal share of √frequency; by
 * Zipf's law the symbol of rank r has a frequency of about 1/r, so that the first r symbols have √(r/V) of it,
 * and class c begins at rank V (c/C)². No class is empty.
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
