/**
 * The functions of the module of float64 numbers. Their results have the bits of `core/random.ts` and
 * `core/math.ts`. Addresses are in bytes, numbers take 8 bytes each.
 */
export interface NumberExports {
  readonly memory: WebAssembly.Memory;
  /** Reserves memory, which is never freed. Returns its address. */
  reserve(bytes: number): number;
  /**
   * Writes `count` uniform draws with the indices `index`, `index` + 1 and so on. `step`, `place`, `seed` and
   * `purpose` are words of Philox's counter and key. The memory has room for 4 more.
   */
  uniforms(
    to: number,
    count: number,
    index: number,
    step: number,
    place: number,
    seed: number,
    purpose: number,
  ): void;
  /** Writes standard normal draws. `list` is memory for `count` + 4 words. */
  normals(
    to: number,
    list: number,
    count: number,
    index: number,
    step: number,
    place: number,
    seed: number,
    purpose: number,
  ): void;
  /** Returns the largest number. */
  largest(x: number, length: number): number;
  /** Replaces each x by exp((x - best) / temperature), and returns the sum. */
  exponentials(x: number, best: number, temperature: number, length: number): number;
}
