import { type Call, numberFlag } from '../command/command';
import { UsageError } from '../command/usageError';

/**
 * Returns the numbers of KenLM's `--prune 0 0 1`: for each length, starting at 1, the highest count of
 * n-grams that are removed. Returns undefined for SRILM's `-prune 1e-8`, which is a single number. Throws a
 * UsageError for numbers that KenLM refuses as well.
 */
export function prunedCounts({ words, flags }: Call): readonly number[] | undefined {
  if (!flags.has('prune') || words.length === 0 || !words.every(word => /^\d+$/.test(word))) return undefined;
  const counts = [Number(flags.get('prune')), ...words.map(Number)];
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

/** Returns SRILM's threshold; 0 means no pruning. */
export const pruneThreshold = (call: Call) => (prunedCounts(call) ? 0 : (numberFlag(call, 'prune') ?? 0));

/** Returns the highest count of n-grams of a length that are removed: `LengthOptions.prunedUpTo`. */
export const prunedUpTo = (counts: readonly number[], length: number) =>
  counts[Math.min(length, counts.length) - 1];
