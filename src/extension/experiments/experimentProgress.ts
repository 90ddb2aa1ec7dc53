import { hasEnded } from '../../common/hasEnded';
import { limitOf } from '../../common/runFigures';
import type { ExperimentRun } from '../../protocol/experiment';
import type { RunRecord } from '../../protocol/run';

/** The progress of an experiment: its number of runs, by their state. */
export interface ExperimentProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Number of runs that train, in this window or elsewhere. */
  readonly training: number;
  /** Number of runs that were begun but are neither training nor ended. */
  readonly unfinished: number;
  /**
   * The completed work, as a number of runs: a run that has not ended counts as the share of its iterations
   * that is completed.
   */
  readonly work: number;
}

export function progressOf(
  runs: readonly ExperimentRun[],
  recordOf: (id: string) => RunRecord | undefined,
): ExperimentProgress {
  let [done, failed, training, unfinished, work] = [0, 0, 0, 0, 0];
  for (const { id } of runs) {
    const record = recordOf(id);
    if (!record) continue;
    if (record.state === 'done') done++;
    else if (record.state === 'failed') failed++;
    else if (record.state === 'running') training++;
    else unfinished++;
    work += hasEnded(record) ? 1 : shareOf(record);
  }
  return { total: runs.length, done, failed, training, unfinished, work };
}

/** Returns the share of a run's iterations that are completed. */
const shareOf = (record: RunRecord) => Math.min(1, record.iteration / Math.max(1, limitOf(record)));

/**
 * Minimum milliseconds of training before the end is predicted. Earlier, the measured speed is too uncertain.
 */
const UNCERTAIN = 3000;

/**
 * Estimates the seconds until all runs have ended, from the work completed in the `elapsed` milliseconds
 * between `start` and `now`. Undefined in the first seconds.
 */
export function secondsLeft(
  start: ExperimentProgress,
  now: ExperimentProgress,
  elapsed: number,
): number | undefined {
  const work = now.work - start.work;
  if (elapsed < UNCERTAIN || !(work > 0)) return undefined;
  return ((elapsed / 1000) * (now.total - now.work)) / work;
}
