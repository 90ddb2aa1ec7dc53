import { isSystemError } from '../../common/unreadable';
import type { KernelBuild, RunRecord } from '../../protocol/run';
import type { ResumeChanges } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { checkSetting } from '../configuration/configure';
import { reopenCloze } from './cloze/reopenCloze';
import { reopenLabels } from './labels/reopenLabels';
import type { ParameterTrainer } from './parameterTrainer';
import type { Lock, SessionPorts } from './ports';
import { reopenLanguageModel } from './reopenLanguageModel';
import { extended } from './runRecord';
import { Session } from './session';
import { notResumed } from './storageErrors';
import { restoreTrainer, saveTrainer, type TrainingProgress } from './trainState';
import { reopenTranslation } from './translation/reopenTranslation';
import type { ValidationState } from './validator';

/**
 * Resumes a stored run from its newest valid checkpoint. Discards everything that was recorded after that
 * checkpoint; it is computed again.
 */
export async function resumeSession(
  ports: SessionPorts,
  id: string,
  changes: ResumeChanges = {},
): Promise<Session> {
  const { learningRate, maxIterations } = changes;
  if (maxIterations !== undefined) checkSetting('training.maxIterations', maxIterations);
  if (learningRate !== undefined) checkSetting('training.learningRate', learningRate);
  await ports.store.records.read(id); // throws a UserError if there is no such run
  const lock = await ports.lock(id).catch(error => {
    throw orNotResumed(error);
  });
  try {
    return await openSession(ports, id, lock, changes);
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw orNotResumed(error);
  }
}

/** Converts an error of the file system to a UserError. Returns other errors unchanged. */
function orNotResumed(error: unknown): unknown {
  return isSystemError(error) ? notResumed(error) : error;
}

async function openSession(
  ports: SessionPorts,
  id: string,
  lock: Lock,
  { learningRate, maxIterations }: ResumeChanges,
): Promise<Session> {
  const stored = await ports.store.records.read(id);
  const record = maxIterations === undefined ? stored : extended(stored, maxIterations);
  const checkpoint = await ports.store.checkpoints.newest(id);
  const { prepared, renew } = await reopenerOf(record)(ports, record, checkpoint);
  const { trainer, validator } = prepared;
  const restored = restoreTrainer(trainer, checkpoint);
  const { elapsed } = restored;
  const validation = maxIterations === undefined ? restored.validation : continued(restored.validation);
  if (validator) validator.state = validation;
  if (trainer.isFinished && record !== stored) throw tooFew(trainer.iteration);
  if (trainer.isFinished) throw await finished(ports, record, trainer.iteration);
  await ports.store.truncate(id, checkpoint.iteration);
  if (learningRate !== undefined)
    await changeRate(ports, record, trainer, learningRate, { elapsed, validation });
  const columns = await ports.store.lines.columns(id);
  const beginning = { lock, elapsed, columns, plan: record.plan };
  const { iteration, kernels } = trainer;
  const base = withKernels(renew(iteration), kernels.build, iteration);
  return new Session(ports, { ...base, failure: undefined }, prepared, beginning);
}

/** Returns the function that prepares the training of a stored run, by what its network learns. */
function reopenerOf({ labelling, translation, task }: RunRecord) {
  if (task === 'cloze') return reopenCloze;
  if (translation) return reopenTranslation;
  return labelling ? reopenLabels : reopenLanguageModel;
}

/**
 * Returns the validation state for further training. If early stopping had ended the run, starts the count of
 * validations without improvement again at 0.
 */
function continued(state: ValidationState | undefined): ValidationState | undefined {
  return state?.ended ? { ...state, waited: 0, ended: false } : state;
}

function withKernels(record: RunRecord, to: KernelBuild, iteration: number): RunRecord {
  const { kernels: from, kernelChanges = [] } = record;
  if (from === to) return record;
  return { ...record, kernels: to, kernelChanges: [...kernelChanges, { iteration, from, to }] };
}

/**
 * Returns the error for resuming a run that has completed all iterations. First marks the run as done,
 * because a crash may have prevented this after the last checkpoint.
 */
async function finished(ports: SessionPorts, record: RunRecord, iteration: number): Promise<UserError> {
  if (record.state !== 'done') await ports.store.records.save({ ...record, state: 'done', iteration });
  return new UserError(
    'This run has completed all of its {0} iterations. To train it further, raise {1} when you resume it.',
    [iteration, { setting: 'training.maxIterations' }],
    'training.maxIterations',
  );
}

function tooFew(iteration: number): UserError {
  return new UserError(
    'The run has completed {0} iterations already. Set {1} to a higher number, or to 0 for no end.',
    [iteration, { setting: 'training.maxIterations' }],
    'training.maxIterations',
  );
}

/**
 * Changes the learning rate and saves a checkpoint with the new rate at once. If the run fails again, it is
 * restored with the new rate and not with the old one.
 */
async function changeRate(
  ports: SessionPorts,
  { id, settings }: RunRecord,
  trainer: ParameterTrainer,
  to: number,
  progress: TrainingProgress,
): Promise<void> {
  const setting = 'training.learningRate';
  const from = trainer.live[setting];
  if (to === from) return;
  trainer.live[setting] = to;
  const { iteration } = trainer;
  const change = { iteration, elapsed: progress.elapsed, setting, from, to } as const;
  await ports.store.lines.appendChange(id, change);
  ports.onUpdate({ id, kind: 'setting', change });
  await ports.store.saveCheckpoint(id, iteration, saveTrainer(trainer, settings, progress));
}
