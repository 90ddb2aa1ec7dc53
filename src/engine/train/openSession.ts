import { isSystemError } from '../../common/unreadable';
import type { KernelBuild, RunRecord, RunText } from '../../protocol/run';
import type { ResumeChanges, StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { checkValidation } from '../configuration/combinations';
import { checkSetting, configure } from '../configuration/configure';
import { knownSettings } from '../configuration/names';
import { withLineEnds, withLocale } from '../configuration/text';
import { checkKnown } from '../data/corpus';
import type { TextBytes } from '../data/decode';
import { BuildUnavailable } from '../kernels/select';
import { Evaluation } from './evaluation';
import { FirstReading, type RunSource, type TextReadings } from './firstReading';
import type { Lock, SessionPorts } from './ports';
import { extended, newRecord, renewed } from './runRecord';
import { Session } from './session';
import { notResumed, notStored } from './storageErrors';
import { Trainer } from './trainer';
import { readTexts, type TrainingTexts } from './trainingTexts';
import { restoreTrainer, saveTrainer, type TrainingProgress } from './trainState';
import { type ValidationState, Validator } from './validator';

export interface SessionParams extends Omit<StartParams, 'text' | 'validationText'> {
  readonly text: RunSource;
  readonly validationText?: RunSource;
}

/**
 * Starts a run: checks settings and texts, then creates the run with its first checkpoint. On failure throws
 * a UserError and leaves nothing behind.
 */
export async function startSession(ports: SessionPorts, params: SessionParams): Promise<Session> {
  const { text, validationText, plan = [] } = params;
  const configuration = withLocale(configure(params.settings), text);
  for (const { setting, value } of plan) checkSetting(setting, value);
  const readings: TextReadings = {
    text: new FirstReading(text, ports),
    validationText: validationText && new FirstReading(validationText, ports),
  };
  const texts = readTexts(configuration, readings.text.text, readings.validationText?.text);
  if (validationText && texts.validation) checkKnown(texts.validation, validationText.name);
  checkValidation(configuration, texts.validation !== undefined);
  const { trainer, validator } = await prepare(ports, configuration, configuration['kernels.build'], texts);
  const record = newRecord(ports, params, readings, trainer, texts);
  const lock = await ports.lock(record.id).catch(error => {
    throw notStored(error);
  });
  try {
    // Create the record last, so that every listed run can be resumed.
    await ports.store.saveCheckpoint(record.id, 0, saveTrainer(trainer, record.settings, { elapsed: 0 }));
    await ports.store.create(record, text.bytes, validationText?.bytes);
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw notStored(error);
  }
  return new Session(ports, record, trainer, validator, { lock, elapsed: 0, plan });
}

/**
 * Resumes a stored run from its newest valid checkpoint. Discards what was recorded after that checkpoint and
 * trains it again.
 */
export async function resumeSession(
  ports: SessionPorts,
  id: string,
  changes: ResumeChanges = {},
): Promise<Session> {
  const { learningRate, maxIterations } = changes;
  if (maxIterations !== undefined) checkSetting('training.maxIterations', maxIterations);
  if (learningRate !== undefined) checkSetting('training.learningRate', learningRate);
  await ports.store.records.read(id); // throws if there is no such run
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

/** Turns an error of the file system into a readable message. Other errors are returned unchanged. */
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
  const configuration = configure(knownSettings(withLineEnds(record.settings)));
  const checkpoint = await ports.store.checkpoints.newest(id);
  const validationBytes = await ports.store.validationText(record);
  const reading = ({ name, uri, bytes: size }: RunText, bytes: TextBytes) =>
    new FirstReading({ name, uri, bytes, size }, ports).text;
  const texts = readTexts(
    configuration,
    reading(record.text, await ports.store.text(record)),
    record.validationText && validationBytes && reading(record.validationText, validationBytes),
  );
  checkSameTokens(record, texts);
  const { trainer, validator } = await prepareAnew(ports, configuration, record, texts);
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
  const base = withKernels(renewed(record, iteration, texts), kernels.build, iteration);
  return new Session(ports, { ...base, failure: undefined }, trainer, validator, beginning);
}

/** Returns the state of validation with which a run trains further, although it may have ended early. */
function continued(state: ValidationState | undefined): ValidationState | undefined {
  return state?.ended ? { ...state, waited: 0, ended: false } : state;
}

/**
 * Prepares a resumed run on the kernel build that it used or, if this machine cannot run
 * that build, on another one.
 */
async function prepareAnew(
  ports: SessionPorts,
  configuration: Configuration,
  { kernels }: RunRecord,
  texts: TrainingTexts,
) {
  try {
    return await prepare(ports, configuration, kernels, texts);
  } catch (error) {
    if (!(error instanceof BuildUnavailable)) throw error;
    return prepare(ports, configuration, 'auto', texts);
  }
}

function withKernels(record: RunRecord, to: KernelBuild, iteration: number): RunRecord {
  const { kernels: from, kernelChanges = [] } = record;
  if (from === to) return record;
  return { ...record, kernels: to, kernelChanges: [...kernelChanges, { iteration, from, to }] };
}

/**
 * Checks that the text still gives the same tokens. The word list of `segmented` comes from the JavaScript
 * engine and differs between versions.
 */
function checkSameTokens(
  { text, vocabulary }: RunRecord,
  { training: { ids, vocabulary: now } }: TrainingTexts,
): void {
  if (ids.length === text.tokens && now.size === vocabulary) return;
  throw new UserError(
    'This version of JavaScript splits "{0}" into {1} tokens, {2} of them distinct; the run started with {3} and {4}. The run can score texts, but cannot be resumed. Train on the text again.',
    [text.name, ids.length, now.size, text.tokens, vocabulary],
  );
}

/** Creates trainer and validator on the requested kernel build and number of threads. */
async function prepare(
  ports: SessionPorts,
  configuration: Configuration,
  build: 'auto' | KernelBuild,
  { training, validation }: TrainingTexts,
): Promise<{ readonly trainer: Trainer; readonly validator: Validator | undefined }> {
  const { 'kernels.threads': threads, 'training.batch': batch } = configuration;
  const kernels = await ports.kernels(build, threads, batch);
  const trainer = new Trainer(kernels, training, configuration);
  const validator =
    validation && new Validator(trainer, new Evaluation(kernels, trainer.model, validation.ids));
  return { trainer, validator };
}

/**
 * Marks the run as done and returns the error to throw. A crash may have occurred between the last
 * checkpoint and its record.
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
 * Changes the learning rate and stores it in a checkpoint at once. If the run fails again, it returns to this
 * rate rather than the old one.
 */
async function changeRate(
  ports: SessionPorts,
  { id, settings }: RunRecord,
  trainer: Trainer,
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
