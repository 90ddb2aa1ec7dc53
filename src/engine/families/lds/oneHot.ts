import type { Observations } from './observations';

/**
 * One-hot tokens, whitened: symbol w with the share p_w of the text is the vector with 1 / sqrt(p_w) in place w, minus
 * sqrt(p). All these vectors are orthogonal to sqrt(p); within the space of such vectors, their covariance is the identity.
 */
export class OneHot implements Observations {
  /** sqrt(p) [V] */
  private readonly roots: Float64Array;
  /** 1 / sqrt(p) [V]; 0 for symbols that do not occur, which therefore count as the mean, 0. */
  readonly scales: Float64Array;
  readonly squares: number;

  constructor(
    private readonly ids: Int32Array,
    symbols: number,
  ) {
    const counts = new Float64Array(symbols);
    for (const id of ids) counts[id]++;
    this.roots = counts.map(count => Math.sqrt(count / ids.length));
    this.scales = this.roots.map(root => (root > 0 ? 1 / root : 0));
    this.squares = ids.length * this.rank;
  }

  get length(): number {
    return this.ids.length;
  }

  /** Number of dimensions of the space of the vectors. */
  get rank(): number {
    return this.roots.filter(root => root > 0).length - 1;
  }

  project(t: number, W: Float64Array, to: Float64Array): void {
    const id = this.ids[t];
    const [scale, at] = [this.scales[id], id * to.length];
    for (let i = 0; i < to.length; i++) to[i] = scale * W[at + i];
  }

  addProduct(t: number, v: Float64Array, W: Float64Array): void {
    const id = this.ids[t];
    const [scale, at] = [this.scales[id], id * v.length];
    for (let i = 0; i < v.length; i++) W[at + i] += scale * v[i];
  }

  center(W: Float64Array, k: number): void {
    const { roots } = this;
    const sums = new Float64Array(k);
    for (let i = 0; i < W.length; i++) sums[i % k] += roots[Math.floor(i / k)] * W[i];
    for (let i = 0; i < W.length; i++) W[i] -= roots[Math.floor(i / k)] * sums[i % k];
  }
}
