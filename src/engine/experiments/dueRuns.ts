import { hasEnded } from '../../common/hasEnded';
import type { Experiment } from './experiment';
import { hasReached, pauseAfter, rungEnd, stagesOf } from './halving';
import type { PlannedRecord } from './runLosses';

/** A run that should be trained now. */
export interface DueRun<Run extends PlannedRecord> {
  readonly run: Run;
  /** Number of updates after which the run is paused. Undefined if it trains to its end. */
  readonly until?: number;
}

/**
 * Returns the runs that should be trained now, in order. Without successive halving, these are all runs that
 * have not ended. With successive halving, these are the runs that have not reached the end of their
 * condition's current rung. When all of them have reached it, the next call may return runs of the next rung.
 */
export function dueRuns<Run extends PlannedRecord>(
  experiment: Experiment,
  runs: readonly Run[],
): DueRun<Run>[] {
  const { design, measure } = experiment;
  const { rungs } = design;
  if (rungs === undefined) {
    return runs.filter(({ record }) => !hasEnded(record)).map(run => ({ run }));
  }
  const stages = stagesOf(experiment, runs);
  return runs.flatMap(run => {
    const stage = stages.get(run.planned.condition);
    if (!stage || stage.isDropped) return [];
    const end = rungEnd(run.planned, stage.rung, rungs, measure);
    if (stage.rung === rungs - 1) return hasEnded(run.record) ? [] : [{ run }];
    return hasReached(run, () => end) ? [] : [{ run, until: pauseAfter(end) }];
  });
}
