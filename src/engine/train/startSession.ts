import type { StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { checkValidation } from '../configuration/combinations';
import { checkSetting, configure } from '../configuration/configure';
import { withLocale } from '../configuration/text';
import { checkKnown } from '../data/checkTexts';
import { FirstReading, type RunSource, type TextReadings } from './firstReading';
import { phasedConfiguration, phasesIn } from './phases';
import type { SessionPorts } from './ports';
import { prepareTraining } from './prepareTraining';
import { newRecord } from './runRecord';
import { Session } from './session';
import { notStored } from './storageErrors';
import { readTexts } from './trainingTexts';
import { saveTrainer } from './trainState';

export interface SessionParams extends Omit<StartParams, 'text' | 'validationText'> {
  readonly text: RunSource;
  readonly validationText?: RunSource;
}

/**
 * Starts a run: checks the settings and texts, then creates the run with its first checkpoint. If this fails,
 * throws a UserError and leaves no files.
 */
export async function startSession(ports: SessionPorts, params: SessionParams): Promise<Session> {
  const { text, validationText, plan = [], phases } = params;
  const given = withLocale(configure(params.settings), text);
  for (const { setting, value } of plan) checkSetting(setting, value);
  const readings: TextReadings = {
    text: new FirstReading(text, ports),
    validationText: validationText && new FirstReading(validationText, ports),
  };
  const found = readTexts(given, readings.text.text, readings.validationText?.text);
  const { training } = found;
  const texts = phases
    ? { ...found, training: { ...training, phases: phasesIn(given, text, training, phases) } }
    : found;
  const configuration = texts.training.phases
    ? phasedConfiguration(given, training, texts.training.phases)
    : given;
  if (validationText && texts.validation) checkKnown(texts.validation, validationText.name);
  checkValidation(configuration, texts.validation !== undefined);
  const { trainer, validator } = await prepareTraining(
    ports,
    configuration,
    configuration['kernels.build'],
    texts,
  );
  const record = newRecord(ports, params, readings, trainer, texts);
  const lock = await ports.lock(record.id).catch(error => {
    throw notStored(error);
  });
  try {
    if (params.id !== undefined && (await ports.store.records.exists(params.id))) throw existing(params.id);
    // Saves the record last, so that every run that is listed has a checkpoint and can be resumed.
    await ports.store.saveCheckpoint(record.id, 0, saveTrainer(trainer, record.settings, { elapsed: 0 }));
    await ports.store.create(record, text.bytes, validationText?.bytes);
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw notStored(error);
  }
  return new Session(ports, record, trainer, validator, { lock, elapsed: 0, plan });
}

const existing = (id: string) => new UserError('There is a run with the id "{0}" already.', [id]);
