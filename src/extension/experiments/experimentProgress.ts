import { hasDiverged, hasEnded } from '../../common/hasEnded';
import { limitOf } from '../../common/runFigures';
import { secondsUntilEnd } from '../../common/timeLeft';
import type { ExperimentPlan } from '../../protocol/experiment';
import type { RunRecord } from '../../protocol/run';

/** The progress of an experiment: how many of its runs are in which state. */
export interface ExperimentProgress {
  readonly total: number;
  readonly done: number;
  /**
   * Number of runs that failed because their loss diverged. Runs that failed for another reason count as
   * unfinished.
   */
  readonly failed: number;
  /** Number of runs that are training, in this window or elsewhere. */
  readonly training: number;
  /** Number of runs that were started but are neither training nor ended. */
  readonly unfinished: number;
  /** Number of runs that successive halving has dropped before they ended. */
  readonly dropped: number;
  /**
   * The completed work, as a number of runs. A run that has not ended counts as the share of its iterations
   * that is completed.
   */
  readonly work: number;
  /** The work of the whole experiment, as a number of runs: less than `total` with successive halving. */
  readonly allWork: number;
}

export function progressOf(
  { runs, share }: ExperimentPlan,
  recordOf: (id: string) => RunRecord | undefined,
  dropped: number,
): ExperimentProgress {
  let [done, failed, training, unfinished, work] = [0, 0, 0, 0, 0];
  for (const { id } of runs) {
    const record = recordOf(id);
    if (!record) continue;
    if (record.state === 'done') done++;
    else if (hasDiverged(record)) failed++;
    else if (record.state === 'running') training++;
    else unfinished++;
    work += hasEnded(record) ? 1 : shareOf(record);
  }
  unfinished = Math.max(0, unfinished - dropped);
  return {
    ...{ total: runs.length, done, failed, training, unfinished, dropped },
    ...{ work, allWork: share * runs.length },
  };
}

/** Returns the share of a run's iterations that are completed, from 0 to 1. */
const shareOf = (record: RunRecord) => Math.min(1, record.iteration / Math.max(1, limitOf(record)));

/**
 * Estimates the seconds until all runs have ended. `start` and `now` are the progress at two times, and
 * `elapsed` is the number of milliseconds between them. Undefined in the first seconds, when the speed is
 * uncertain.
 */
export function secondsLeft(
  start: ExperimentProgress,
  now: ExperimentProgress,
  elapsed: number,
): number | undefined {
  const left = Math.max(0, now.allWork - now.work);
  return secondsUntilEnd({ done: now.work - start.work, left, elapsed });
}
