import type { RunRecord, SettingValue, Validation } from '../protocol/run';
import { groupBy } from './groupBy';
import { taskOf } from './runTask';
import { conditionSettings } from './verdict';

/** A condition on which a class agrees: its losses can be compared only if it is the same in all runs. */
export interface AgreedCondition {
  /** `text`, `heldOutText`, `task`, `budget` (tokens of training), or the name of a setting. */
  readonly name: string;
  /** The value that most runs have, as users know it. */
  readonly value: SettingValue;
}

/** A condition in which a run differs from most others. */
export interface BrokenCondition {
  readonly name: string;
  readonly value: SettingValue;
}

export interface Standing<Run> {
  readonly run: Run;
  /** The lowest loss on held-out text. Undefined if the run was never validated. */
  readonly best: Validation | undefined;
  readonly broken: readonly BrokenCondition[];
}

export interface ClassStandings<Run> {
  readonly agreed: readonly AgreedCondition[];
  /** The runs under the agreed conditions, the lowest loss first, then all others. */
  readonly standings: readonly Standing<Run>[];
}

interface Condition {
  readonly name: string;
  /** What must be equal. */
  key(run: RunRecord): SettingValue;
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
  { name: 'budget', key: budgetOf },
  ...conditionSettings.map(name => ({ name, key: (run: RunRecord) => run.settings[name] ?? ABSENT })),
];

/**
 * Ranks the runs of a class by their lowest loss on held-out text. The class agrees on what most of its runs have: text,
 * held-out text, tokens of training, and the settings that change what a loss is. Runs that differ are not ranked.
 */
export function classStandings<Run>(
  runs: readonly Run[],
  recordOf: (run: Run) => RunRecord,
): ClassStandings<Run> {
  const records = runs.map(recordOf);
  const usual = conditions.map(condition => ({ condition, record: typical(records, condition) }));
  const standings = runs.map(run => {
    const record = recordOf(run);
    const broken = usual
      .filter(each => each.record && each.condition.key(record) !== each.condition.key(each.record))
      .map(({ condition }) => ({ name: condition.name, value: shownValue(condition, record) }));
    return { run, best: record.validation?.best, broken };
  });
  return {
    agreed: usual.flatMap(({ condition, record }) =>
      record ? [{ name: condition.name, value: shownValue(condition, record) }] : [],
    ),
    standings: standings.sort((a, b) => placeOf(a) - placeOf(b)),
  };
}

/** Whether a run has a place in the ranking. */
export const isRanked = ({ best, broken }: Standing<unknown>) => broken.length === 0 && best !== undefined;

const placeOf = (standing: Standing<unknown>) =>
  isRanked(standing) ? (standing.best?.loss ?? 0) : Number.MAX_VALUE;

/** Returns a run with the most frequent value of a condition: of equally frequent ones, the first. */
function typical(records: readonly RunRecord[], { key }: Condition): RunRecord | undefined {
  const groups = [...groupBy(records, key).values()];
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return groups.find(({ length }) => length === most)?.[0];
}

const shownValue = ({ key, value = key }: Condition, run: RunRecord) => value(run);

/** Returns the number of tokens that a run may read in training. 0: no limit. */
function budgetOf({ settings }: RunRecord): number {
  const [iterations, length, batch] = ['maxIterations', 'sequenceLength', 'batch'].map(name =>
    Number(settings[`training.${name}`] ?? 1),
  );
  return iterations * length * batch;
}
