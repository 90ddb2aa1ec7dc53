import type { RunRecord } from '../protocol/run';
import { differingTraits, traitNames, traitOf, traitText } from './differingTraits';

const SEED = 'training.seed';

/** Maximum number of settings in the name of a condition. */
const MAX_SETTINGS = 3;

/**
 * Names of the traits in which runs of one condition may differ: the seed, and the kernels (the build of the
 * numeric code), which change only how results are rounded.
 */
const besidesCondition: readonly string[] = [SEED, 'kernels', 'kernels.build', 'kernels.threads'];

export const seedOf = (run: RunRecord) => Number(traitOf(run, SEED));

/**
 * Groups runs by their condition: the text, and all settings except the seed. Groups are in the order of
 * their first runs.
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
    const members = conditions.get(key);
    if (members) members.push(run);
    else conditions.set(key, [run]);
  }
  return [...conditions.values()];
}

/**
 * Returns a function that names the condition of a run by the settings in which the conditions of `runs`
 * differ. The name is empty if all runs belong to one condition.
 */
export function conditionNames(runs: readonly RunRecord[]): (run: RunRecord) => string {
  const differing = differingTraits(runs).filter(name => !besidesCondition.includes(name));
  const named = differing.slice(0, MAX_SETTINGS);
  return run => named.map(name => traitText(run, name)).join(' · ');
}
