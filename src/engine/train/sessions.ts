import { reasonOf } from '../../protocol/message';
import type { KernelBuild, RunRecord, Settings } from '../../protocol/run';
import type { StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { checkValidation } from '../configuration/combinations';
import type { Configuration } from '../configuration/configuration';
import { checkSetting, configure } from '../configuration/configure';
import { withLocale } from '../configuration/text';
import { newRunId } from '../store/runStore';
import { Evaluation } from './evaluation';
import type { Lock, SessionPorts } from './ports';
import { Session } from './session';
import { describeText, readTexts, type Texts } from './texts';
import { Trainer } from './trainer';
import { restoreTrainer, saveTrainer } from './trainState';
import { Validator } from './validator';

/** Checks settings and texts, and only then makes a run with its first checkpoint. Throws a UserError and leaves nothing otherwise. */
export async function startSession(ports: SessionPorts, params: StartParams): Promise<Session> {
  const { name, text, validationText, plan = [] } = params;
  const configuration = withLocale(configure(params.settings), text);
  for (const { setting, value } of plan) checkSetting(setting, value);
  const settings: Settings = { ...configuration };
  const texts = readTexts(configuration, text, validationText);
  checkValidation(configuration, texts.validation !== undefined);
  const trainer = new Trainer(
    await kernelsFor(ports, configuration, configuration['kernels.build']),
    texts.training,
    configuration,
  );
  const validator = validatorOf(trainer, texts);
  const createdAt = ports.clock.timestamp();
  const record: RunRecord = {
    version: 1,
    id: newRunId(createdAt, ports.randomSuffix()),
    name,
    createdAt,
    state: 'paused',
    settings,
    text: describeText(text, texts.training.ids.length),
    ...(validationText && { validationText: describeText(validationText, texts.validation?.length ?? 0) }),
    vocabulary: texts.training.vocabulary.size,
    kernels: trainer.kernels.build,
    iteration: 0,
    smoothLoss: trainer.smoothLoss,
    learningRate: trainer.live['training.learningRate'],
    tokensPerSecond: 0,
    elapsed: 0,
    ...(plan.length > 0 && { plan }),
  };
  const lock = await ports.lock(record.id).catch(refuseToStart);
  try {
    // The record last: a run that is listed can be resumed.
    await ports.store.saveCheckpoint(record.id, 0, saveTrainer(trainer, settings, { elapsed: 0 }));
    await ports.store.create(record, text.bytes, validationText?.bytes);
  } catch (error) {
    await lock.release().catch(() => undefined);
    return refuseToStart(error);
  }
  return new Session(ports, record, trainer, validator, { lock, elapsed: 0, plan });
}

/**
 * Opens a stored run at its newest checkpoint that verifies; what was recorded after it is dropped and made
 * anew. `learningRate` replaces the run's own.
 */
export async function resumeSession(
  ports: SessionPorts,
  id: string,
  learningRate?: number,
): Promise<Session> {
  if (learningRate !== undefined) checkSetting('training.learningRate', learningRate);
  await ports.store.read(id); // there must be one
  const lock = await ports.lock(id);
  try {
    return await openSession(ports, id, lock, learningRate);
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw error;
  }
}

async function openSession(
  ports: SessionPorts,
  id: string,
  lock: Lock,
  learningRate: number | undefined,
): Promise<Session> {
  const record = await ports.store.read(id);
  const configuration = configure(record.settings);
  const checkpoint = await ports.store.loadCheckpoint(id);
  const validationBytes = await ports.store.validationText(record);
  const texts = readTexts(
    configuration,
    { name: record.text.name, bytes: await ports.store.text(record) },
    record.validationText && validationBytes && { name: record.validationText.name, bytes: validationBytes },
  );
  checkSameTokens(record, texts);
  const trainer = new Trainer(
    await kernelsFor(ports, configuration, record.kernels),
    texts.training,
    configuration,
  );
  const validator = validatorOf(trainer, texts);
  const { elapsed, validation } = restoreTrainer(trainer, checkpoint);
  if (validator) validator.state = validation;
  if (trainer.isFinished) {
    // A crash may have come between the last checkpoint and the record of it.
    if (record.state !== 'done')
      await ports.store.save({ ...record, state: 'done', iteration: trainer.iteration });
    throw new UserError(
      'This run has done all its {0} iterations. To train longer, raise elman.training.maxIterations and train again.',
      [trainer.iteration],
      'elman.training.maxIterations',
    );
  }
  await ports.store.truncate(id, checkpoint.iteration);
  const from = trainer.live['training.learningRate'];
  if (learningRate !== undefined && learningRate !== from) {
    // Kept at once, so that a run which fails again goes back to this rate and not to the one before.
    trainer.live['training.learningRate'] = learningRate;
    const { iteration } = trainer;
    const event = { iteration, elapsed, setting: 'training.learningRate', from, to: learningRate } as const;
    await ports.store.appendEvent(id, event);
    ports.announce.event(event);
    const kept = saveTrainer(trainer, record.settings, { elapsed, validation });
    await ports.store.saveCheckpoint(id, trainer.iteration, kept);
  }
  const columns = await ports.store.columns(id);
  const beginning = { lock, elapsed, columns, plan: record.plan };
  return new Session(ports, { ...record, failure: undefined }, trainer, validator, beginning);
}

/** The words of `segmented` are JavaScript's, and another version may know others. */
function checkSameTokens(
  { text, vocabulary }: RunRecord,
  { training: { ids, vocabulary: now } }: Texts,
): void {
  if (ids.length === text.tokens && now.size === vocabulary) return;
  throw new UserError(
    'This version of JavaScript cuts "{0}" into {1} tokens, {2} of them different; the run began with {3} and {4}. It can be read with, but not resumed; train anew on the text.',
    [text.name, ids.length, now.size, text.tokens, vocabulary],
  );
}

function kernelsFor(ports: SessionPorts, configuration: Configuration, build: 'auto' | KernelBuild) {
  return ports.kernels(build, configuration['kernels.threads'], configuration['training.batch']);
}

function validatorOf(trainer: Trainer, { validation }: Texts): Validator | undefined {
  return validation && new Validator(trainer, new Evaluation(trainer.kernels, trainer.model, validation));
}

function refuseToStart(error: unknown): never {
  if (error instanceof UserError) throw error;
  throw new UserError(
    'The run could not be stored ({0}). Free some space or mend the folder, then train again.',
    [reasonOf(error)],
  );
}
