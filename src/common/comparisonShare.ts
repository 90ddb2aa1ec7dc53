import type { ComparisonProgress, KindsRecord } from '../protocol/kindsComparison';

/** Returns the share of a comparison that is done. `progress`: that of the kind that is trained now. */
export function comparisonShare({ results, options }: KindsRecord, progress?: ComparisonProgress): number {
  const current = progress ? (progress.seed - 1 + progress.share) / options.seeds : 0;
  return (results.length + current) / options.models.length;
}
