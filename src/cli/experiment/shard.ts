import type { PlannedRun } from '../../engine/experiments/plannedRuns';
import { type Call, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';

/**
 * Returns the runs of the shard that the flag `--shard` selects: `1/4` selects every fourth run, beginning
 * with the first. Without this flag, returns all runs. Throws a UsageError if the flag's value is invalid.
 */
export function inShard(call: Call, runs: readonly PlannedRun[]): readonly PlannedRun[] {
  const shard = textFlag(call, 'shard');
  if (shard === undefined) return runs;
  const [i, n] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).slice(1).map(Number);
  if (i >= 1 && i <= n) return runs.filter(({ index }) => index % n === i - 1);
  throw new UsageError(`--shard takes a part such as 1/4, not "${shard}".`);
}
