/**
 * The attractor network of Hopfield, "Neural networks and physical systems with emergent collective computational abilities"
 * (1982).
 *
 * | symbol | meaning | shape |
 * |---|---|---|
 * | x | stored patterns of -1 and 1 | [p, N] |
 * | s | state of the units, -1 or 1 | [N] |
 * | W | weights, W_ij = sum over mu of x_mu,i x_mu,j (Hebb's rule), W_ii = 0 | [N, N] |
 * | m | overlaps, m_mu = x_mu · s | [p] |
 *
 * W is never stored. Its product with s follows from the overlaps: h_i = sum over mu of x_mu,i m_mu - p s_i. The energy
 * E = -1/2 s W s is (p N - sum over mu of m_mu²) / 2. All of them are integers, so the energy is exact.
 */
export class Hopfield {
  readonly units: number;
  /** The patterns by unit: x_mu,i is at i p + mu. */
  private readonly byUnit: Int8Array; // [N, p]

  constructor(readonly patterns: readonly Int8Array[]) {
    const p = patterns.length;
    this.units = patterns[0].length;
    this.byUnit = new Int8Array(this.units * p);
    for (const [mu, pattern] of patterns.entries())
      for (let i = 0; i < this.units; i++) this.byUnit[i * p + mu] = pattern[i];
  }

  /** Returns m, the overlaps of a state with the patterns. */
  overlaps(s: Int8Array): Int32Array {
    return Int32Array.from(this.patterns, x => dot(x, s));
  }

  /** Returns the energy of a state with these overlaps. */
  energy(m: Int32Array): number {
    let squares = 0;
    for (const overlap of m) squares += overlap * overlap;
    return (m.length * this.units - squares) / 2;
  }

  /** Returns h_i, the input of a unit. */
  input(i: number, s: Int8Array, m: Int32Array): number {
    const p = m.length;
    let h = -p * s[i];
    for (let mu = 0, at = i * p; mu < p; mu++, at++) h += this.byUnit[at] * m[mu];
    return h;
  }

  /**
   * Gives a unit the sign of its input. An input of 0 leaves it as it is. Changes `s` and its overlaps `m`, and returns whether
   * the unit has changed. The energy then falls by 2 |h_i|.
   */
  update(i: number, s: Int8Array, m: Int32Array): boolean {
    const h = this.input(i, s, m);
    if (h * s[i] >= 0) return false;
    s[i] = -s[i];
    const p = m.length;
    for (let mu = 0, at = i * p; mu < p; mu++, at++) m[mu] += 2 * s[i] * this.byUnit[at];
    return true;
  }
}

/** Returns the number of units in which two states differ, from their dot product. */
export const distanceOf = (overlap: number, units: number) => (units - overlap) / 2;

export function dot(a: Int8Array, b: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
