import type { RunRecord } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import {
  configureTranslation,
  knownTranslation,
  type TranslationConfiguration,
} from '../../configuration/translation';
import type { ReadingPorts } from '../firstReading';
import type { SessionPorts } from '../ports';
import { withAvailableBuild } from '../prepareTraining';
import type { ReopenedTraining } from '../reopenLanguageModel';
import { storedTexts } from '../storedTexts';
import { prepareTranslation } from './prepareTranslation';
import { type PairReading, readPairs } from './readPairs';

/** Prepares the training of a stored run with the texts and settings of its record. */
export async function reopenTranslation(ports: SessionPorts, record: RunRecord): Promise<ReopenedTraining> {
  const { settings, reading } = await storedPairs(ports, record);
  const prepared = await withAvailableBuild(record.kernels, build =>
    prepareTranslation(ports, settings, build, reading.data),
  );
  return { prepared, renew: () => record };
}

/** Reads the pairs of a stored run again. Throws a UserError if they are not the same as before. */
export async function storedPairs(
  ports: ReadingPorts,
  record: RunRecord,
): Promise<{ readonly settings: TranslationConfiguration; readonly reading: PairReading }> {
  const { translation, text, vocabulary } = record;
  if (!translation)
    throw new UserError('The run "{0}" does not train on pairs of sources and targets.', [record.name]);
  const settings = configureTranslation(knownTranslation(record.settings));
  const texts = await storedTexts(ports, record);
  const reading = readPairs(settings, texts.text, texts.validationText);
  const { training, sources, targets } = reading.data;
  const isSame =
    training.tokenCount === text.tokens &&
    sources.size === vocabulary &&
    targets.size === translation.symbols;
  if (isSame) return { settings, reading };
  throw new UserError(
    'This version of JavaScript splits "{0}" into {1} tokens, with {2} distinct ones in sources and {3} in targets; the run started with {4}, {5} and {6}. The run can still write targets, but cannot be resumed. Train on the text again.',
    [
      text.name,
      training.tokenCount,
      sources.size,
      targets.size,
      text.tokens,
      vocabulary,
      translation.symbols,
    ],
  );
}
