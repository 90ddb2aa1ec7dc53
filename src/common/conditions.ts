import type { RunRecord } from '../protocol/run';
import { differingTraits, traitNames, traitOf, traitText } from './differingTraits';

const SEED = 'training.seed';

/** Maximum number of settings in the name of a condition. */
const MAX_SETTINGS = 3;

/** Traits in which the runs of a condition may differ: the seed, and those that change only the rounding. */
const besidesCondition: readonly string[] = [SEED, 'kernels', 'kernels.build', 'kernels.threads'];

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
    const members = conditions.get(key);
    if (members) members.push(run);
    else conditions.set(key, [run]);
  }
  return [...conditions.values()];
}

/**
 * Returns a function that names the condition of a run by the settings in which the conditions of these runs
 * differ. The name is empty if they have one condition.
 */
export function conditionNames(runs: readonly RunRecord[]): (run: RunRecord) => string {
  const differing = differingTraits(runs).filter(name => !besidesCondition.includes(name));
  const named = differing.slice(0, MAX_SETTINGS);
  return run => named.map(name => traitText(run, name)).join(' · ');
}
