import { exp, log } from '../../core/math';

/**
 * The probabilities that Zipf's law gives V symbols sorted by descending frequency. The symbol of rank r
 * (from 0) has a share of about 1/(r + 1). We integrate it from rank to rank, ln((r + 2)/(r + 1)) / ln(V +
 * 1): these shares sum to 1 and can be sampled without a table.
 */
export function zipfShares(V: number): Float64Array {
  const total = log(V + 1);
  return Float64Array.from({ length: V }, (_, rank) => log((rank + 2) / (rank + 1)) / total);
}

/** The rank that a uniform draw u in [0, 1) selects. */
export function zipfRank(V: number, u: number): number {
  return Math.min(V - 1, Math.floor(exp(u * log(V + 1))) - 1);
}
