import type { RunRecord } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import { configureLabels, type LabelConfiguration } from '../../configuration/labels';
import { knownLabelSettings } from '../../model/labelModel';
import type { ReadingPorts } from '../firstReading';
import type { SessionPorts } from '../ports';
import { withAvailableBuild } from '../prepareTraining';
import type { ReopenedTraining } from '../reopenLanguageModel';
import { storedTexts } from '../storedTexts';
import { prepareLabels } from './prepareLabels';
import { type LabelReading, readLabels } from './readLabels';

/** Prepares the training of a stored classifier or tagger with the texts and settings of its record. */
export async function reopenLabels(ports: SessionPorts, record: RunRecord): Promise<ReopenedTraining> {
  const { settings, reading } = await storedExamples(ports, record);
  const prepared = await withAvailableBuild(record.kernels, build =>
    prepareLabels(ports, settings, build, reading.data),
  );
  return { prepared, renew: () => record };
}

/** Reads the examples of a stored run again. Throws a UserError if they are not the same as before. */
export async function storedExamples(
  ports: ReadingPorts,
  record: RunRecord,
): Promise<{ readonly settings: LabelConfiguration; readonly reading: LabelReading }> {
  const { labelling, text, vocabulary } = record;
  if (!labelling)
    throw new UserError('The run "{0}" trains a language model, which has no labels.', [record.name]);
  const settings = configureLabels(labelling.task, knownLabelSettings(record.settings));
  const texts = await storedTexts(ports, record);
  const reading = readLabels(settings, texts.text, texts.validationText);
  const { data } = reading;
  const isSame =
    data.training.tokenCount === text.tokens &&
    data.vocabulary.size === vocabulary &&
    data.labels.length === labelling.count;
  if (isSame) return { settings, reading };
  throw new UserError(
    'This version of JavaScript splits "{0}" into {1} tokens, {2} of them distinct; the run started with {3} and {4}. The run can score texts, but cannot be resumed. Train on the text again.',
    [text.name, data.training.tokenCount, data.vocabulary.size, text.tokens, vocabulary],
  );
}
