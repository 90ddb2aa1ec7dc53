import { hasDiverged, hasEnded } from '../../common/hasEnded';
import { mean } from '../../common/statistics';
import type { ExperimentEstimate } from '../../protocol/experiment';
import { configureTask } from '../configuration/trainingTask';
import type { TrainingCost } from '../train/measureTraining';
import type { Experiment } from './experiment';
import { droppedRuns, rungEnd } from './halving';
import type { PlannedRun } from './plannedRuns';
import type { PlannedRecord } from './runLosses';

/**
 * Number of checkpoints that are kept of a run. A run with validation keeps one more, with the best weights.
 */
const CHECKPOINTS = 2;
/** Approximate number of bytes that are stored with each text that a run generates, in addition to the text. */
const SAMPLE = 1000;

/**
 * Estimates the remaining cost of an experiment. `costs`: the measured cost of some runs, by the index of the
 * run; other runs are assumed to have the mean cost. For a run that was trained for a while, only the
 * remaining updates count. `parallel`: the number of runs that train at the same time.
 */
export function estimateOf(
  experiment: Experiment,
  runs: readonly PlannedRecord[],
  costs: ReadonlyMap<number, TrainingCost>,
  parallel: number,
): ExperimentEstimate {
  const dropped = new Set(droppedRuns(experiment, runs));
  const left = runs.filter(run => !hasEnded(run.record) && !dropped.has(run));
  const costOf = ({ planned }: PlannedRecord) => {
    const cost = costs.get(planned.index) ?? meanCost([...costs.values()]);
    const updates = configureTask(planned.task, planned.settings)['training.maxIterations'];
    return experiment.phases.length > 0 ? cost : { ...cost, updates };
  };
  const seconds = left.map(run => secondsLeft(run, costOf(run)) * halvedShare(experiment, run.planned));
  const total = seconds.reduce((sum, each) => sum + each, 0);
  const longest = Math.max(0, ...seconds);
  return {
    runs: runs.length,
    done: runs.filter(({ record }) => record?.state === 'done').length,
    failed: runs.filter(({ record }) => record && hasDiverged(record)).length,
    dropped: dropped.size,
    unfinished: left.filter(({ record }) => record).length,
    seconds: Math.max(longest, total / parallel),
    bytes: left.reduce((sum, run) => sum + (run.record ? 0 : bytesOf(run.planned, costOf(run))), 0),
  };
}

function secondsLeft(
  { planned, record }: PlannedRecord,
  { update, validation, updates: all }: TrainingCost,
): number {
  const configuration = configureTask(planned.task, planned.settings);
  const updates = all - (record?.iteration ?? 0);
  const validations = updates / configuration['validation.interval'];
  return (updates * update + validations * validation) / 1000;
}

function bytesOf(planned: PlannedRun, { checkpoint, row, updates, validation }: TrainingCost): number {
  const configuration = configureTask(planned.task, planned.settings);
  const samples = updates / configuration['snapshot.interval'];
  return (
    checkpoint * (CHECKPOINTS + (validation > 0 ? 1 : 0)) +
    (row * updates) / configuration['metrics.interval'] +
    samples * (SAMPLE + configuration['snapshot.sampleLength'])
  );
}

/**
 * Returns the mean share of a full training that a run takes with successive halving, in which half of the
 * conditions is dropped at the end of each rung. Without successive halving, it is 1.
 */
export function halvedShare({ design: { rungs }, measure }: Experiment, planned: PlannedRun): number {
  if (rungs === undefined) return 1;
  const ends = Array.from({ length: rungs }, (_, rung) => rungEnd(planned, rung, rungs, measure));
  const spent = ends.map((end, rung) => (end - (rung === 0 ? 0 : ends[rung - 1])) / 2 ** rung);
  return spent.reduce((sum, each) => sum + each, 0) / ends[rungs - 1];
}

function meanCost(costs: readonly TrainingCost[]): TrainingCost {
  const of = (figure: keyof TrainingCost) => mean(costs.map(cost => cost[figure]));
  return {
    updates: of('updates'),
    update: of('update'),
    validation: of('validation'),
    checkpoint: of('checkpoint'),
    row: of('row'),
  };
}
