import type { RunSettings } from '../../../protocol/run';
import type { StartParams } from '../../../protocol/trainer';
import { configureCloze } from '../../configuration/cloze';
import { checkValidation } from '../../configuration/combinations';
import { withLocale } from '../../configuration/text';
import { checkKnown } from '../../data/checkTexts';
import { beginSession } from '../beginSession';
import { FirstReading, type RunSource } from '../firstReading';
import type { SessionPorts } from '../ports';
import { newRecord, textFacts } from '../runRecord';
import type { Session } from '../session';
import { prepareCloze, readClozeTexts } from './prepareCloze';

export interface ClozeParams extends Pick<StartParams, 'name' | 'id'> {
  readonly text: RunSource;
  readonly validationText?: RunSource;
  readonly settings: RunSettings;
}

/**
 * Starts a run that trains a network to predict each token from both sides: checks the settings and texts, then creates
 * the run with its first checkpoint. If this fails, throws a UserError and leaves no files.
 */
export async function startCloze(ports: SessionPorts, params: ClozeParams): Promise<Session> {
  const { text, validationText } = params;
  const configuration = withLocale(configureCloze(params.settings), text);
  const readings = {
    text: new FirstReading(text, ports),
    validationText: validationText && new FirstReading(validationText, ports),
  };
  const texts = readClozeTexts(configuration, readings.text.text, readings.validationText?.text);
  if (validationText && texts.validation) checkKnown(texts.validation, validationText.name);
  checkValidation(configuration, texts.validation !== undefined);
  const prepared = await prepareCloze(ports, configuration, configuration['kernels.build'], texts);
  const facts = { ...textFacts(readings, texts), settings: { ...configuration }, task: 'cloze' } as const;
  const record = newRecord(ports, params, prepared.trainer, facts);
  const isNamed = params.id !== undefined;
  return beginSession(ports, { record, prepared, text, validationText, isNamed, plan: [] });
}
