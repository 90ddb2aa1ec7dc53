import { valueText } from '../../common/differingTraits';
import { bestLossOf, lossOf } from '../../common/runFigures';
import { deviation, type Interval, intervalOf, mean } from '../../common/statistics';
import type { RunRecord } from '../../protocol/run';
import type { Condition, Experiment, Measure } from './experiment';
import type { PlannedRun } from './plan';

/** The results of a condition's runs. Losses are in nats per token. */
export interface ConditionResult {
  readonly condition: Condition;
  /** The values of the settings in which conditions differ: `tanh · learningRate 0.1`. */
  readonly name: string;
  /** The losses of finished runs, by their seeds. */
  readonly losses: ReadonlyMap<number, number>;
  /** Mean loss of the finished runs. NaN if no run has finished. */
  readonly mean: number;
  /** Standard deviation of these losses. NaN for fewer than two finished runs. */
  readonly deviation: number;
  /** The 95 % confidence interval of the mean. Undefined for fewer than two finished runs. */
  readonly interval: Interval | undefined;
  readonly failed: number;
  /** Number of runs that have not started or have not finished. */
  readonly missing: number;
}

/** A planned run and its record. `record` is undefined if the run has not started. */
export interface PlannedRecord {
  readonly planned: PlannedRun;
  readonly record: RunRecord | undefined;
}

/** Returns the results of all conditions, lowest loss first; those without a finished run come last. */
export function resultsOf(experiment: Experiment, runs: readonly PlannedRecord[]): ConditionResult[] {
  const groups = new Map<Condition, PlannedRecord[]>();
  for (const run of runs) {
    const group = groups.get(run.planned.condition);
    if (group) group.push(run);
    else groups.set(run.planned.condition, [run]);
  }
  const results = [...groups].map(([condition, members]) => resultOf(experiment, condition, members));
  return results.sort((a, b) => rank(a) - rank(b));
}

const rank = ({ mean }: ConditionResult) => (Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean);

function resultOf(
  experiment: Experiment,
  condition: Condition,
  members: readonly PlannedRecord[],
): ConditionResult {
  const losses = new Map<number, number>();
  for (const { planned, record } of members) {
    const loss = record?.state === 'done' ? measured(record, experiment.measure) : undefined;
    if (loss !== undefined) losses.set(planned.seed, loss);
  }
  const values = [...losses.values()];
  const failed = members.filter(({ record }) => record?.state === 'failed').length;
  return {
    condition,
    name: nameOf(condition, experiment),
    losses,
    mean: mean(values),
    deviation: deviation(values),
    interval: intervalOf(values),
    failed,
    missing: members.length - failed - losses.size,
  };
}

/**
 * Returns the loss of a run according to the measure of the experiment. Undefined if this loss was not
 * measured.
 */
export function measured(record: RunRecord, { metric, at }: Measure): number | undefined {
  if (metric === 'training.loss') return at === 'last' ? lossOf(record) : bestLossOf(record);
  return record.validation?.[at].loss;
}

/**
 * Returns a name for a condition, made of its values. Numbers are preceded by the name of their setting;
 * words are clear without it.
 */
function nameOf({ text, values }: Condition, { name, texts }: Experiment): string {
  const parts = [
    ...(texts.length > 1 ? [text] : []),
    ...Object.entries(values).map(([setting, value]) => valueText(setting, value)),
  ];
  return parts.length === 0 ? name : parts.join(' · ');
}
