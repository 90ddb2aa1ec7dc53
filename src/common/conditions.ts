import type { RunRecord } from '../protocol/run';
import { traitNames, traitOf } from './traits';

export const SEED = 'training.seed';

/** Traits in which the runs of a condition may differ: the seed, and what changes no more than the rounding. */
export const besidesCondition: readonly string[] = [SEED, 'kernels', 'kernels.build', 'kernels.threads'];

export const seedOf = (run: RunRecord) => Number(traitOf(run, SEED));

/**
 * Groups runs by their condition: the text and all settings except for the seed. In the order in which the
 * conditions first appear.
 */
export function conditionsOf<Run>(
  runs: readonly Run[],
  recordOf: (run: Run) => RunRecord,
): (readonly Run[])[] {
  const names = traitNames(runs.map(recordOf)).filter(name => !besidesCondition.includes(name));
  const conditions = new Map<string, Run[]>();
  for (const run of runs) {
    const record = recordOf(run);
    const key = JSON.stringify([record.text.fingerprint, ...names.map(name => traitOf(record, name))]);
    conditions.set(key, [...(conditions.get(key) ?? []), run]);
  }
  return [...conditions.values()];
}
