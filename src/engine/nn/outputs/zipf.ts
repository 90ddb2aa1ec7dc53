import { exp, log } from '../../core/math';

/**
 * Returns the probabilities of V symbols according to Zipf's law. Symbols must be sorted by descending
 * frequency. The symbol of rank r (from 0) has a share of about 1/(r + 1). The exact share is an integral of
 * 1/x from rank to rank: ln((r + 2)/(r + 1)) / ln(V + 1). These shares sum to 1 and can be sampled without a
 * table.
 */
export function zipfShares(V: number): Float64Array {
  const total = log(V + 1);
  return Float64Array.from({ length: V }, (_, rank) => log((rank + 2) / (rank + 1)) / total);
}

/** Returns the rank (from 0) that a uniform draw u in [0, 1) selects by Zipf's law, out of V. */
export function zipfRank(V: number, u: number): number {
  return Math.min(V - 1, Math.floor(exp(u * log(V + 1))) - 1);
}
