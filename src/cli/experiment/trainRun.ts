import { dueRuns } from '../../engine/experiments/dueRuns';
import type { PlannedRun } from '../../engine/experiments/plannedRuns';
import type { SessionPorts } from '../../engine/train/ports';
import { resumeSession } from '../../engine/train/resumeSession';
import { startTask } from '../../engine/train/startTask';
import type { RunRecord, RunState } from '../../protocol/run';
import type { IdentifiedRecord } from '../../workers/plannedRecords';
import { type Call, textFlag } from '../command/command';
import { runsFolder, storeIn } from '../runs';
import type { Listener } from '../train/listener';
import { portsIn } from '../train/ports';
import { attend } from '../train/trainUntilEnd';
import { type OpenExperiment, recordsOf } from './openExperiment';

/** The outcome of training one run of an experiment. */
export interface RunOutcome {
  readonly id: string;
  readonly state: RunState;
  /** Whether the run was already trained far enough, so that nothing was done. */
  readonly isOld: boolean;
  readonly exitCode: number;
}

/**
 * Trains a run of an experiment as far as the experiment's design requires now. Starts the run, or resumes it
 * from its newest checkpoint. Does nothing if the run is not due. Throws a UserError if another process
 * trains the run.
 */
export async function trainRun(
  call: Call,
  opened: OpenExperiment,
  run: PlannedRun,
  listener: Listener,
): Promise<RunOutcome> {
  const { experiment, open, openValidation } = opened;
  const folder = runsFolder(call);
  const { own, due } = await dueNow(call, opened, run);
  const { id } = own.planned;
  const stored = own.record;
  if (!due) return { id, state: stored?.state ?? 'paused', isOld: true, exitCode: exitCodeOf(stored) };
  const start = async (ports: SessionPorts) => {
    const text = await open(run);
    return startTask(ports, {
      ...{ id, name: experiment.name, task: run.task, text, settings: run.settings },
      validationText: await openValidation(),
      phases: text.phases,
    });
  };
  const training = attend(
    listener,
    portsIn(folder),
    async ports => (stored ? resumeSession(ports, id) : start(ports)),
    due.until,
  );
  const { record, exitCode } = await training.catch(async error => {
    // If the program crashed between the last checkpoint and the run's record, resuming marks the run as done
    // and throws an error, which is ignored.
    const [now] = await storeIn(folder).records.list([id]);
    if (now?.state !== 'done') throw error;
    return { record: now, exitCode: 0 };
  });
  return { id, state: record.state, isOld: false, exitCode };
}

/**
 * Returns a run with its record, and whether it is due. With successive halving, this depends on the results
 * of all runs.
 */
async function dueNow(call: Call, opened: OpenExperiment, run: PlannedRun) {
  const { experiment } = opened;
  const all = await recordsOf(call, opened, experiment.design.rungs === undefined ? [run] : opened.runs);
  // `all` contains the run, so `find` finds it.
  const own = all.find(({ planned }) => planned.index === run.index) as IdentifiedRecord;
  return { own, due: dueRuns(experiment, all).find(each => each.run === own) };
}

const exitCodeOf = (record: RunRecord | undefined) => (record?.state === 'failed' ? 1 : 0);

/** Returns the command-line arguments with which this program trains a single run of the experiment. */
export function argumentsFor(call: Call, file: string, { index }: PlannedRun): string[] {
  const runs = textFlag(call, 'runs');
  return ['experiment', file, '--index', String(index), ...(runs === undefined ? [] : ['--runs', runs])];
}
