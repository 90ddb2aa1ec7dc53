import { conditionNames, conditionsOf, seedOf } from '../../common/conditions';
import { deviation, mean } from '../../common/statistics';
import type { RunData } from '../runs/runData';

/** The choice "group by seeds" in the list of groupings: runs that differ only in the seed form one group. */
export const BY_SEEDS = 'seeds';

/** Returns the groups of at least two runs that differ only in the seed. */
export const seedGroups = (runs: readonly RunData[]) =>
  conditionsOf(runs, ({ record }) => record).filter(
    members => new Set(members.map(({ record }) => seedOf(record))).size > 1,
  );

/**
 * Returns a function that names the seed group to which a run belongs. If there are several groups, the name
 * consists of the settings in which the groups differ. If there is only one group, the name lists the group's
 * seeds.
 */
export function seedGroupNames(runs: readonly RunData[]): (run: RunData) => string {
  const records = runs.map(({ record }) => record);
  const nameOf = conditionNames(records);
  const seeds = [...new Set(records.map(seedOf))].sort((a, b) => a - b);
  return ({ record }) => nameOf(record) || `seed ${seeds.join(', ')}`;
}

/**
 * Returns the setting by which runs are grouped, or `BY_SEEDS`. Undefined for no grouping. `chosen` is the
 * user's choice, in which an empty text means no grouping. Without a choice, runs are grouped only if they
 * all differ in nothing but the seed.
 */
export function groupingOf(chosen: string | undefined, runs: readonly RunData[]): string | undefined {
  if (chosen !== undefined) return chosen === '' ? undefined : chosen;
  return seedGroups(runs)[0]?.length === runs.length ? BY_SEEDS : undefined;
}

/**
 * Returns the mean and the standard deviation of a sample. Undefined for fewer than two values, or if a value
 * is not finite.
 */
export function meanAndDeviation(values: readonly number[]) {
  if (values.length < 2 || !values.every(Number.isFinite)) return undefined;
  return { mean: mean(values), deviation: deviation(values) };
}
