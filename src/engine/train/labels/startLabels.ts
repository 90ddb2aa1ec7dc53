import type { LabelTask, RunRecord, RunSettings } from '../../../protocol/run';
import type { StartParams } from '../../../protocol/trainer';
import { checkValidation } from '../../configuration/combinations';
import { configureLabels, type LabelConfiguration, storedSettings } from '../../configuration/labels';
import { withLocale } from '../../configuration/text';
import { beginSession } from '../beginSession';
import { FirstReading, type RunSource, type TextReadings } from '../firstReading';
import type { SessionPorts } from '../ports';
import { newRecord } from '../runRecord';
import type { Session } from '../session';
import { prepareLabels } from './prepareLabels';
import { type LabelReading, readLabels } from './readLabels';

export interface LabelParams extends Pick<StartParams, 'name' | 'id'> {
  readonly task: LabelTask;
  readonly text: RunSource;
  readonly validationText?: RunSource;
  readonly settings: RunSettings;
  /** Called with what was read, before the training begins. */
  readonly onExamples?: (reading: LabelReading) => void;
}

/**
 * Starts a run that trains a classifier or a tagger: checks the settings and texts, then creates the run with its first
 * checkpoint. If this fails, throws a UserError and leaves no files.
 */
export async function startLabels(ports: SessionPorts, params: LabelParams): Promise<Session> {
  const { text, validationText, task } = params;
  const given = configureLabels(task, params.settings);
  const settings = { ...given, configuration: withLocale(given.configuration, text) };
  const readings: TextReadings = {
    text: new FirstReading(text, ports),
    validationText: validationText && new FirstReading(validationText, ports),
  };
  const reading = readLabels(settings, readings.text.text, readings.validationText?.text);
  const { configuration } = settings;
  checkValidation(configuration, reading.data.validation !== undefined);
  params.onExamples?.(reading);
  const prepared = await prepareLabels(ports, settings, configuration['kernels.build'], reading.data);
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
  settings: LabelConfiguration,
  { text, validationText }: TextReadings,
  { data }: LabelReading,
): Pick<RunRecord, 'settings' | 'text' | 'validationText' | 'vocabulary' | 'labelling'> {
  const { vocabulary, labels, training, validation, unknownTokens } = data;
  return {
    settings: storedSettings(settings),
    text: text.describe(training.tokenCount),
    ...(validationText &&
      validation && {
        validationText: { ...validationText.describe(validation.tokenCount), unknown: unknownTokens },
      }),
    vocabulary: vocabulary.size,
    labelling: { task: settings.labels.task, count: labels.length },
  };
}
