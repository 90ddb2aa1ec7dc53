import type { Unrolled } from '../../protocol/unrolled';

/** Number of powers of ten below the largest error over which arrows become thinner. */
export const DECADES = 6;
/** Width of the widest arrow, in pixels. Each power of ten is `WIDEST` / (`DECADES` + 1) thinner. */
export const WIDEST = 14;

/**
 * Returns the width of an arrow for an error, on a logarithmic scale. 0 for no error; errors more than `DECADES` powers
 * of ten below the largest have the smallest width.
 */
export function errorWidth(error: number, largest: number): number {
  if (!(error > 0) || !Number.isFinite(error)) return 0;
  const decades = Math.min(DECADES, Math.max(0, Math.log10(largest / error)));
  return (WIDEST * (DECADES + 1 - decades)) / (DECADES + 1);
}

/** Returns the largest norm among all errors that flow through weights. */
export function largestError({ layers, output }: Unrolled): number {
  const all = layers.flatMap(({ states, input }) => [...input, ...states.flatMap(({ passed }) => passed)]);
  return Math.max(0, ...[...all, ...output].filter(Number.isFinite));
}
