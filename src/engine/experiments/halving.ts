import { hasEnded } from '../../common/hasEnded';
import { mean } from '../../common/statistics';
import { configureTask } from '../configuration/trainingTask';
import type { Condition, Experiment, Measure } from './experiment';
import type { PlannedRun } from './plannedRuns';
import { lossAfter, type PlannedRecord } from './runLosses';

/**
 * The progress of a condition in successive halving. Training is divided into rungs, numbered from 0. At the
 * end of each rung, only the better half of the conditions continues.
 */
export interface Stage {
  /**
   * The rung that the condition is being trained for or, if it was dropped, the rung after which it was
   * dropped.
   */
  readonly rung: number;
  readonly isDropped: boolean;
}

/**
 * Returns the stage of every condition. It is computed only from the records and metrics of the runs, so all
 * processes that read them reach the same decision. Conditions on the same text compete with each other.
 */
export function stagesOf(
  experiment: Experiment,
  runs: readonly PlannedRecord[],
): ReadonlyMap<Condition, Stage> {
  const stages = new Map<Condition, Stage>();
  for (const { name } of experiment.texts) {
    const groups = new Map<Condition, PlannedRecord[]>();
    for (const run of runs) {
      const { condition } = run.planned;
      if (condition.text === name) groups.set(condition, [...(groups.get(condition) ?? []), run]);
    }
    compete(experiment, groups, stages);
  }
  return stages;
}

/** Returns the runs of dropped conditions, except runs that had already ended. */
export function droppedRuns<Run extends PlannedRecord>(experiment: Experiment, runs: readonly Run[]): Run[] {
  if (experiment.design.rungs === undefined) return [];
  const stages = stagesOf(experiment, runs);
  return runs.filter(
    ({ planned, record }) => stages.get(planned.condition)?.isDropped === true && !hasEnded(record),
  );
}

function compete(
  { design, measure }: Experiment,
  groups: ReadonlyMap<Condition, readonly PlannedRecord[]>,
  stages: Map<Condition, Stage>,
): void {
  const { rungs = 1 } = design;
  let left = [...groups.keys()];
  for (let rung = 0; rung < rungs; rung++) {
    const runsOf = (condition: Condition) => groups.get(condition) ?? [];
    const endOf = (planned: PlannedRun) => rungEnd(planned, rung, rungs, measure);
    for (const condition of left) stages.set(condition, { rung, isDropped: false });
    if (rung === rungs - 1 || !left.every(each => runsOf(each).every(run => hasReached(run, endOf)))) return;
    const loss = new Map(left.map(each => [each, meanLoss(runsOf(each), endOf, measure)]));
    const ranked = [...left].sort((a, b) => order(loss.get(a), loss.get(b)));
    const kept = new Set(ranked.slice(0, Math.ceil(ranked.length / 2)));
    for (const condition of left) if (!kept.has(condition)) stages.set(condition, { rung, isDropped: true });
    left = left.filter(condition => kept.has(condition));
  }
}

/**
 * Compares two losses for sorting. Subtraction would give NaN for two infinite losses. A missing loss counts
 * as infinite.
 */
const order = (a = Number.POSITIVE_INFINITY, b = Number.POSITIVE_INFINITY) => (a === b ? 0 : a < b ? -1 : 1);

/**
 * Returns the mean loss of a condition's runs at the end of a rung. Infinite if a run failed or its loss was
 * not measured.
 */
function meanLoss(
  runs: readonly PlannedRecord[],
  endOf: (planned: PlannedRun) => number,
  measure: Measure,
): number {
  const losses = runs.map(run =>
    run.record?.state === 'failed' ? undefined : lossAfter(run, endOf(run.planned), measure),
  );
  return losses.every(loss => loss !== undefined) ? mean(losses) : Number.POSITIVE_INFINITY;
}

/** Returns whether a run has been trained long enough for its condition to be judged at the end of a rung. */
export function hasReached(
  { planned, record }: PlannedRecord,
  endOf: (planned: PlannedRun) => number,
): boolean {
  return record !== undefined && (hasEnded(record) || record.iteration >= pauseAfter(endOf(planned)));
}

/**
 * Returns the number of updates after which a run is paused at the end of a rung. `end` is the iteration at
 * which the rung ends. One more update is needed, because the loss at an iteration is recorded with the next
 * update.
 */
export const pauseAfter = (end: number) => end + 1;

/**
 * Returns the iteration at which a rung ends: half of the iterations of the next rung, rounded up to an
 * iteration at which the loss is measured. The last rung ends with the run.
 */
export function rungEnd(
  { settings, task }: Pick<PlannedRun, 'settings' | 'task'>,
  rung: number,
  rungs: number,
  { metric }: Measure,
): number {
  const configuration = configureTask(task, settings);
  const limit = configuration['training.maxIterations'];
  if (rung === rungs - 1) return limit;
  const interval = configuration[metric === 'training.loss' ? 'metrics.interval' : 'validation.interval'];
  return Math.ceil(limit / 2 ** (rungs - 1 - rung) / interval) * interval;
}
