import { valueText } from '../../common/differingTraits';
import { deviation, type Interval, intervalOf, mean } from '../../common/statistics';
import type { Condition, Experiment } from './experiment';
import { rungEnd, type Stage, stagesOf } from './halving';
import type { PlannedRun } from './plannedRuns';
import { lossAfter, measured, type PlannedRecord } from './runLosses';

/** The results of a condition's runs. See `Measure` for the losses. */
export interface ConditionResult {
  readonly condition: Condition;
  /** A name made of the values in which conditions differ, such as `tanh · learningRate 0.1`. */
  readonly name: string;
  /** The losses of finished runs, by seed. With cross-validation, each is the mean over the folds. */
  readonly losses: ReadonlyMap<number, number>;
  /** Mean of `losses`. NaN if there are none. */
  readonly mean: number;
  /** Standard deviation of `losses`. NaN for fewer than two. */
  readonly deviation: number;
  /** The 95 % confidence interval of the mean. Undefined for fewer than two losses. */
  readonly interval: Interval | undefined;
  readonly failed: number;
  /** Number of runs that have not started, or have not finished and have not failed. */
  readonly missing: number;
  /**
   * The iteration after which successive halving dropped the condition. Its losses are those at this
   * iteration. Missing if it was not dropped.
   */
  readonly droppedAfter?: number;
}

/**
 * Returns the results of all conditions. Conditions that were not dropped come first, those dropped earliest
 * last. Within these groups, the lowest loss comes first, and conditions without a loss come last.
 */
export function resultsOf(experiment: Experiment, runs: readonly PlannedRecord[]): ConditionResult[] {
  const groups = new Map<Condition, PlannedRecord[]>();
  for (const run of runs) {
    const group = groups.get(run.planned.condition);
    if (group) group.push(run);
    else groups.set(run.planned.condition, [run]);
  }
  const stages = experiment.design.rungs === undefined ? undefined : stagesOf(experiment, runs);
  const results = [...groups].map(([condition, members]) =>
    resultOf(experiment, condition, members, stages?.get(condition)),
  );
  return results.sort((a, b) => order(droppedRank(b), droppedRank(a)) || order(rank(a), rank(b)));
}

const rank = ({ mean }: ConditionResult) => (Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean);
const droppedRank = ({ droppedAfter }: ConditionResult) => droppedAfter ?? Number.POSITIVE_INFINITY;
const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

function resultOf(
  experiment: Experiment,
  condition: Condition,
  members: readonly PlannedRecord[],
  stage: Stage | undefined,
): ConditionResult {
  const { design, measure } = experiment;
  const isDropped = stage?.isDropped === true;
  const endOf = (planned: PlannedRun) => rungEnd(planned, stage?.rung ?? 0, design.rungs ?? 1, measure);
  const lossIn = (run: PlannedRecord) => {
    if (isDropped)
      return run.record?.state === 'failed' ? undefined : lossAfter(run, endOf(run.planned), measure);
    return run.record?.state === 'done' ? measured(run.record, measure) : undefined;
  };
  const found = members.map(run => ({ seed: run.planned.seed, loss: lossIn(run) }));
  const losses = lossesBySeed(found, design.folds ?? 1);
  const values = [...losses.values()];
  const failed = members.filter(({ record }) => record?.state === 'failed').length;
  const known = found.filter(({ loss }) => loss !== undefined).length;
  return {
    condition,
    name: nameOf(condition, experiment),
    losses,
    mean: mean(values),
    deviation: deviation(values),
    interval: intervalOf(values),
    failed,
    missing: isDropped ? 0 : members.length - failed - known,
    ...(isDropped && { droppedAfter: endOf(members[0].planned) }),
  };
}

/** Returns the mean loss for each seed. Leaves out seeds for which the loss of a fold is missing. */
function lossesBySeed(
  found: readonly { readonly seed: number; readonly loss: number | undefined }[],
  folds: number,
): ReadonlyMap<number, number> {
  const losses = new Map<number, number[]>();
  for (const { seed, loss } of found)
    if (loss !== undefined) losses.set(seed, [...(losses.get(seed) ?? []), loss]);
  return new Map(
    [...losses].flatMap(([seed, each]) => (each.length === folds ? [[seed, mean(each)] as const] : [])),
  );
}

/**
 * Returns a name for a condition, made of its values. A number is preceded by the name of its setting; a word
 * such as `tanh` is clear without the name.
 */
function nameOf({ text, values }: Condition, { name, texts }: Experiment): string {
  const parts = [
    ...(texts.length > 1 ? [text] : []),
    ...Object.entries(values).map(([setting, value]) => valueText(setting, value)),
  ];
  return parts.length === 0 ? name : parts.join(' · ');
}
