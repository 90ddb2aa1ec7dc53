import type { RunRecord, SettingValue, Validation } from '../protocol/run';
import { groupBy } from './groupBy';
import { taskOf } from './runTask';
import { noEffectOf } from './settingEffect';
import { conditionSettings } from './verdict';

/** A condition on which a class agrees, or in which a run differs: losses can be compared only if it is the same in all runs. */
export interface AgreedCondition {
  /** `text`, `heldOutText`, `task`, `budget`, `examples`, or the name of a setting. */
  readonly name: string;
  /** The value, as users know it. */
  readonly value: SettingValue;
}

export interface Standing<Run> {
  readonly run: Run;
  /** The lowest loss on held-out text. Undefined if the run was never validated. */
  readonly best: Validation | undefined;
  /** The conditions in which the run differs from the agreed ones. */
  readonly broken: readonly AgreedCondition[];
}

export interface ClassStandings<Run> {
  readonly agreed: readonly AgreedCondition[];
  /** The runs under the agreed conditions, the lowest loss first, then all others. */
  readonly standings: readonly Standing<Run>[];
}

interface Condition {
  readonly name: string;
  /** What must be equal. Undefined if the condition does not concern the run. */
  key(run: RunRecord): SettingValue | undefined;
  /** How users know it, if not by the key. */
  value?(run: RunRecord): SettingValue;
}

const ABSENT = '–';

const conditions: readonly Condition[] = [
  { name: 'task', key: taskOf },
  { name: 'text', key: ({ text }) => text.fingerprint, value: ({ text }) => text.name },
  {
    name: 'heldOutText',
    key: ({ validationText }) => validationText?.fingerprint ?? ABSENT,
    value: ({ validationText }) => validationText?.name ?? ABSENT,
  },
  {
    name: 'budget',
    key: run => (readsExamples(run) ? undefined : budgetOf(run, ['sequenceLength', 'batch'])),
  },
  { name: 'examples', key: run => (readsExamples(run) ? budgetOf(run, ['batch']) : undefined) },
  ...conditionSettings.map(name => ({ name, key: (run: RunRecord) => settingOf(run, name) })),
];

/**
 * Ranks the runs of a class by their lowest loss on held-out text. The class agrees on the conditions of most of its validated
 * runs: text, held-out text, tokens or examples of training, and the settings that change what a loss is. Runs that differ in
 * one of them are not ranked.
 */
export function classStandings<Run>(
  runs: readonly Run[],
  recordOf: (run: Run) => RunRecord,
): ClassStandings<Run> {
  const usual = typical(runs.map(recordOf));
  if (!usual) return { agreed: [], standings: [] };
  const standings = runs.map(run => {
    const record = recordOf(run);
    const differing = conditions.filter(condition => differs(condition, record, usual));
    const broken = differing.map(condition => shown(condition, record));
    return { run, best: record.validation?.best, broken };
  });
  return {
    agreed: conditions
      .filter(({ key }) => key(usual) !== undefined)
      .map(condition => shown(condition, usual)),
    standings: standings.sort((a, b) => placeOf(a) - placeOf(b)),
  };
}

/** Whether a run has a place in the ranking. */
export const isRanked = ({ best, broken }: Standing<unknown>) => broken.length === 0 && best !== undefined;

/** Whether a condition is the length of training. Its value 0 means that the training has no limit. */
export const isBudget = (name: string) => name === 'budget' || name === 'examples';

const placeOf = (standing: Standing<unknown>) =>
  isRanked(standing) ? (standing.best?.loss ?? 0) : Number.MAX_VALUE;

/**
 * Returns a run under the conditions that most runs share, among the validated runs if there are any. Of equally frequent
 * conditions, those that differ least from the conditions of all runs.
 */
function typical(records: readonly RunRecord[]): RunRecord | undefined {
  const validated = records.filter(({ validation }) => validation);
  const groups = [...groupBy(validated.length > 0 ? validated : records, keysOf).values()];
  const differences = (run: RunRecord) =>
    records.reduce((sum, other) => sum + conditions.filter(each => differs(each, run, other)).length, 0);
  const [first] = groups
    .map(group => ({ run: group[0], size: group.length, differences: differences(group[0]) }))
    .sort((a, b) => b.size - a.size || a.differences - b.differences);
  return first?.run;
}

/** Whether runs differ in a condition that concerns both. Where it concerns one of them, they differ in another one. */
function differs({ key }: Condition, a: RunRecord, b: RunRecord): boolean {
  const keys = [key(a), key(b)];
  return !keys.includes(undefined) && keys[0] !== keys[1];
}

const keysOf = (run: RunRecord) => JSON.stringify(conditions.map(({ key }) => key(run) ?? null));

const shown = ({ name, key, value }: Condition, run: RunRecord): AgreedCondition => ({
  name,
  value: value?.(run) ?? key(run) ?? ABSENT,
});

/** Whether the run trains on examples, whose length does not count. */
const readsExamples = ({ labelling, translation }: RunRecord) =>
  labelling !== undefined || translation !== undefined;

/** Returns the number of tokens or examples that a run may read in training. 0: no limit. */
function budgetOf({ settings }: RunRecord, factors: readonly string[]): number {
  const numbers = ['maxIterations', ...factors].map(name => Number(settings[`training.${name}`] ?? 1));
  return numbers.reduce((product, number) => product * number, 1);
}

/** Returns the value of a setting. Undefined if it has no effect in this run. */
function settingOf({ settings, validationText }: RunRecord, name: string): SettingValue | undefined {
  return noEffectOf(name, settings, validationText !== undefined) ? undefined : (settings[name] ?? ABSENT);
}
