import type { LagCovariances } from './observations';
import type { OneHot } from './oneHot';

/** The pairs of symbols that occur at a distance, and how often. */
interface Pairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** The count of each pair, divided by the number of tokens and by sqrt(p) of both symbols. */
  readonly weights: Float64Array;
}

/** The covariances of one-hot tokens, from the counts of pairs of symbols. Only pairs that occur need memory. */
export class LagCounts implements LagCovariances {
  private readonly pairs: readonly Pairs[];

  /** `lags`: the largest distance in tokens. */
  constructor(
    ids: Int32Array,
    readonly size: number,
    private readonly oneHot: OneHot,
    lags: number,
  ) {
    this.pairs = Array.from({ length: lags }, (_, i) => countPairs(ids, i + 1, size, oneHot.scales));
  }

  get rank(): number {
    return this.oneHot.rank;
  }

  addProduct(lag: number, X: Float64Array, Y: Float64Array): void {
    const { first, second, weights } = this.pairs[lag - 1];
    this.add({ from: first, to: second, weights }, X, Y);
  }

  addTransposedProduct(lag: number, X: Float64Array, Y: Float64Array): void {
    const { first, second, weights } = this.pairs[lag - 1];
    this.add({ from: second, to: first, weights }, X, Y);
  }

  private add(
    { from, to, weights }: { from: Int32Array; to: Int32Array; weights: Float64Array },
    X: Float64Array,
    Y: Float64Array,
  ): void {
    const k = X.length / this.size;
    const centred = X.slice();
    this.oneHot.center(centred, k);
    const sum = new Float64Array(Y.length);
    for (let i = 0; i < weights.length; i++) {
      const [weight, source, target] = [weights[i], from[i] * k, to[i] * k];
      for (let c = 0; c < k; c++) sum[target + c] += weight * centred[source + c];
    }
    this.oneHot.center(sum, k);
    for (let i = 0; i < Y.length; i++) Y[i] += sum[i];
  }
}

function countPairs(ids: Int32Array, lag: number, symbols: number, scales: Float64Array): Pairs {
  const keys = Float64Array.from({ length: Math.max(0, ids.length - lag) }, (_, t) => {
    return ids[t] * symbols + ids[t + lag];
  }).sort();
  let distinct = 0;
  for (let i = 0; i < keys.length; i++) if (i === 0 || keys[i] !== keys[i - 1]) distinct++;
  const first = new Int32Array(distinct);
  const second = new Int32Array(distinct);
  const weights = new Float64Array(distinct);
  for (let i = 0, pair = -1; i < keys.length; i++) {
    if (i === 0 || keys[i] !== keys[i - 1]) {
      pair++;
      first[pair] = Math.floor(keys[i] / symbols);
      second[pair] = keys[i] % symbols;
    }
    weights[pair] += (scales[first[pair]] * scales[second[pair]]) / ids.length;
  }
  return { first, second, weights };
}
