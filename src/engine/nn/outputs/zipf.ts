import { exp, log } from '../../core/math';

/**
 * What is known of V symbols that are sorted by falling frequency: by Zipf's law the symbol of rank r (from 0) has
 * about the share 1/(r + 1). Its integral from rank to rank, ln((r + 2)/(r + 1)) / ln(V + 1), adds up to 1, and
 * can be drawn from without a table.
 */
export function zipfShares(V: number): Float64Array {
  const total = log(V + 1);
  return Float64Array.from({ length: V }, (_, rank) => log((rank + 2) / (rank + 1)) / total);
}

/** The rank that a number u in [0, 1) falls on. */
export function zipfRank(V: number, u: number): number {
  return Math.min(V - 1, Math.floor(exp(u * log(V + 1))) - 1);
}
