import type { PlannedRecord } from '../../engine/experiments/results';
import { type Call, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import type { IdentifiedRun } from './openExperiment';
import { hasEnded } from './trainRun';

/** Returns the runs that are left to train: neither done nor failed. `records` are those of `runs`. */
export function missingRuns(
  runs: readonly IdentifiedRun[],
  records: readonly PlannedRecord[],
): readonly IdentifiedRun[] {
  return runs.filter((_, i) => {
    const { record } = records[i];
    return !record || !hasEnded(record.state);
  });
}

/** Returns the runs of the shard that `--shard` names; without it, all. */
export function inShard(call: Call, runs: readonly IdentifiedRun[]): readonly IdentifiedRun[] {
  const shard = textFlag(call, 'shard');
  if (shard === undefined) return runs;
  const [i, n] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).slice(1).map(Number);
  if (i >= 1 && i <= n) return runs.filter(({ index }) => index % n === i - 1);
  throw new UsageError(`--shard takes a part such as 1/4, not "${shard}".`);
}
