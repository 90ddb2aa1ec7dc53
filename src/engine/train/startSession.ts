import type { StartParams } from '../../protocol/trainer';
import { checkValidation } from '../configuration/combinations';
import { checkSetting, configure } from '../configuration/configure';
import { withLocale } from '../configuration/text';
import { checkKnown } from '../data/checkTexts';
import { lesioned, lesionIn } from '../model/lesion';
import { decodeModel } from '../model/modelFile';
import { checkSymbols, loadWeights } from '../model/openNetwork';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { beginSession } from './beginSession';
import { FirstReading, type RunSource, type TextReadings } from './firstReading';
import { phasedConfiguration, phasesIn } from './phases';
import type { SessionPorts } from './ports';
import { prepareTraining } from './prepareTraining';
import { languageFacts, newRecord } from './runRecord';
import type { Session } from './session';
import type { Trainer } from './trainer';
import { readTexts } from './trainingTexts';

export interface SessionParams extends Omit<StartParams, 'text' | 'validationText' | 'lesioned' | 'task'> {
  readonly text: RunSource;
  readonly validationText?: RunSource;
  /**
   * The bytes of a model file from whose weights training starts. If the model has a lesion, the lesion is held:
   * what counts as 0 stays 0 while the rest learns.
   */
  readonly origin?: Uint8Array;
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
  const origin = params.origin && decodeModel(params.origin, ports.store.newHash);
  if (origin) checkSymbols(origin, training.vocabulary.symbols);
  const prepared = await prepareTraining(
    ports,
    configuration,
    configuration['kernels.build'],
    texts,
    origin && lesionIn(origin),
  );
  const { trainer } = prepared;
  if (origin) loadOrigin(trainer, origin);
  const record = newRecord(ports, params, trainer, languageFacts(readings, trainer, texts));
  return beginSession(ports, {
    record,
    prepared,
    text,
    validationText,
    isNamed: params.id !== undefined,
    plan,
  });
}

/** Gives the network the weights of a model file, without those that its lesion removes. */
function loadOrigin({ kernels, model }: Trainer, origin: TensorFile): void {
  loadWeights(kernels, model, origin);
  lesioned(kernels.arena, model, model.lesion);
}
