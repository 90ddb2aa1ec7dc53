import { type Call, numberFlag } from '../command/command';
import { UsageError } from '../command/usageError';

/**
 * Returns the numbers of `--prune` in KenLM's form, for example `--prune 0 0 1`: n-grams of length n are
 * removed if their count is at most element n - 1. Undefined for `--prune` in SRILM's form, a threshold such
 * as `-prune 1e-8`. Throws a UsageError for numbers that KenLM also rejects.
 */
export function prunedCounts({ operands, flags }: Call): readonly number[] | undefined {
  if (!flags.has('prune') || operands.length === 0 || !operands.every(word => /^\d+$/.test(word)))
    return undefined;
  const counts = [Number(flags.get('prune')), ...operands.map(Number)];
  const given = `--prune ${counts.join(' ')}`;
  if (counts[0] !== 0)
    throw new UsageError(
      `${given} begins with ${counts[0]}: single words are not pruned, so it must begin with 0.`,
    );
  if (counts.some((count, i) => count < (counts[i - 1] ?? 0)))
    throw new UsageError(
      `${given}: the numbers must not decrease, because an n-gram needs the shorter ones with which it begins.`,
    );
  if (!flags.has('text') && !flags.has('read'))
    throw new UsageError(
      `${given} applies only when a model is trained, from --text FILE or --read FILE: a file of n-grams has no counts.`,
    );
  return counts;
}

/**
 * Returns the threshold of `--prune` in SRILM's form, for example `-prune 1e-8`. Returns 0 if no threshold is
 * given.
 */
export const pruneThreshold = (call: Call) => (prunedCounts(call) ? 0 : (numberFlag(call, 'prune') ?? 0));

/**
 * Returns the count up to which n-grams of this length are removed, for `LengthOptions.prunedUpTo`. The last
 * element of `counts` applies to all greater lengths.
 */
export const prunedUpTo = (counts: readonly number[], length: number) =>
  counts[Math.min(length, counts.length) - 1];
