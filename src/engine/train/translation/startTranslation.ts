import type { RunRecord, RunSettings } from '../../../protocol/run';
import type { StartParams } from '../../../protocol/trainer';
import { checkValidation } from '../../configuration/combinations';
import { withLocale } from '../../configuration/text';
import {
  configureTranslation,
  storedTranslation,
  type TranslationConfiguration,
} from '../../configuration/translation';
import { beginSession } from '../beginSession';
import { FirstReading, type RunSource, type TextReadings } from '../firstReading';
import type { SessionPorts } from '../ports';
import { newRecord } from '../runRecord';
import type { Session } from '../session';
import { prepareTranslation } from './prepareTranslation';
import { type PairReading, readPairs } from './readPairs';

export interface TranslationParams extends Pick<StartParams, 'name' | 'id'> {
  readonly text: RunSource;
  readonly validationText?: RunSource;
  readonly settings: RunSettings;
  /** Called with what was read, before the training begins. */
  readonly onPairs?: (reading: PairReading) => void;
}

/**
 * Starts a run that trains on pairs of sources and targets: checks the settings and texts, then creates the run with its
 * first checkpoint. If this fails, throws a UserError and leaves no files.
 */
export async function startTranslation(ports: SessionPorts, params: TranslationParams): Promise<Session> {
  const { text, validationText } = params;
  const given = configureTranslation(params.settings);
  const settings = { ...given, configuration: withLocale(given.configuration, text) };
  const readings: TextReadings = {
    text: new FirstReading(text, ports),
    validationText: validationText && new FirstReading(validationText, ports),
  };
  const reading = readPairs(settings, readings.text.text, readings.validationText?.text);
  const { configuration } = settings;
  checkValidation(configuration, reading.data.validation !== undefined);
  params.onPairs?.(reading);
  const prepared = await prepareTranslation(ports, settings, configuration['kernels.build'], reading.data);
  const record = newRecord(ports, params, prepared.trainer, factsOf(settings, readings, reading));
  return beginSession(ports, {
    record,
    prepared,
    text,
    validationText,
    isNamed: params.id !== undefined,
    plan: [],
  });
}

function factsOf(
  settings: TranslationConfiguration,
  { text, validationText }: TextReadings,
  { data }: PairReading,
): Pick<RunRecord, 'settings' | 'text' | 'validationText' | 'vocabulary' | 'translation'> {
  const { sources, targets, training, validation, missing } = data;
  return {
    settings: storedTranslation(settings),
    text: text.describe(training.tokenCount),
    ...(validationText &&
      validation && {
        validationText: {
          ...validationText.describe(validation.tokenCount),
          unknown: missing.unknownSymbols,
        },
      }),
    vocabulary: sources.size,
    translation: { symbols: targets.size },
  };
}
