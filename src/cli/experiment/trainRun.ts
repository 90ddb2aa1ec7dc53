import type { PlannedRun } from '../../engine/experiments/plan';
import { resumeSession } from '../../engine/train/resumeSession';
import { startSession } from '../../engine/train/startSession';
import type { RunState } from '../../protocol/run';
import { type Call, textFlag } from '../command/command';
import { runsFolder, storeIn } from '../runs';
import type { Listener } from '../train/listener';
import { portsIn } from '../train/ports';
import { attend } from '../train/trainUntilEnd';
import type { IdentifiedRun, OpenExperiment } from './openExperiment';

/** The outcome of training one run of an experiment. */
export interface RunOutcome {
  readonly state: RunState;
  /** Whether the run had ended before and was not trained now. */
  readonly isOld: boolean;
  readonly exitCode: number;
}

/**
 * Starts a run of an experiment, or resumes it from its newest checkpoint. Does not train a run that is done
 * or failed. Throws a UserError if another process trains the run.
 */
export async function trainRun(
  call: Call,
  { experiment, open, openValidation }: OpenExperiment,
  run: IdentifiedRun,
  listener: Listener,
): Promise<RunOutcome> {
  const folder = runsFolder(call);
  const [stored] = await storeIn(folder).records.list([run.id]);
  if (stored && hasEnded(stored.state)) {
    return { state: stored.state, isOld: true, exitCode: exitCodeOf(stored.state) };
  }
  const training = attend(listener, portsIn(folder), async ports =>
    stored
      ? resumeSession(ports, run.id)
      : startSession(ports, {
          id: run.id,
          name: experiment.name,
          text: await open(run),
          validationText: await openValidation(),
          settings: run.settings,
        }),
  );
  const { record, exitCode } = await training.catch(async error => {
    // If an earlier process crashed after it wrote the last checkpoint but before it marked the run as done,
    // resuming marks the run as done and throws.
    const [now] = await storeIn(folder).records.list([run.id]);
    if (now?.state !== 'done') throw error;
    return { record: now, exitCode: 0 };
  });
  return { state: record.state, isOld: false, exitCode };
}

/**
 * Returns whether a run is done or failed. It is then not trained again, because the result would be the
 * same.
 */
export const hasEnded = (state: RunState) => state === 'done' || state === 'failed';

const exitCodeOf = (state: RunState) => (state === 'done' ? 0 : 1);

/** Returns the command-line arguments with which this program trains a single run of the experiment. */
export function argumentsFor(call: Call, file: string, { index }: PlannedRun): string[] {
  const runs = textFlag(call, 'runs');
  return ['experiment', file, '--index', String(index), ...(runs === undefined ? [] : ['--runs', runs])];
}
