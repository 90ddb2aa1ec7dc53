import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { configure } from '../configuration/configure';
import { knownSettings } from '../configuration/names';
import { withLineEnds } from '../configuration/text';
import { lesionIn } from '../model/lesion';
import type { TensorFile } from '../storage/safetensors/safetensors';
import type { SessionPorts } from './ports';
import { prepareResumed } from './prepareTraining';
import { renewed } from './runRecord';
import { storedTexts } from './storedTexts';
import type { PreparedTraining } from './trainingParts';
import { readTexts, type TrainingTexts } from './trainingTexts';

/** A stored training with a new trainer, which the checkpoint must still be loaded into. */
export interface ReopenedTraining {
  readonly prepared: PreparedTraining;
  /** Returns the record, completed with the fields that older versions did not write. */
  readonly renew: (iteration: number) => RunRecord;
}

/** Prepares the training of a stored language model with the texts and settings of its record. */
export async function reopenLanguageModel(
  ports: SessionPorts,
  record: RunRecord,
  checkpoint: TensorFile,
): Promise<ReopenedTraining> {
  const configuration = configure(knownSettings(withLineEnds(record.settings)));
  const { text, validationText } = await storedTexts(ports, record);
  const found = readTexts(configuration, text, validationText);
  const texts = { ...found, training: { ...found.training, phases: record.phases } };
  checkSameTokens(record, texts);
  const prepared = await prepareResumed(ports, configuration, record, texts, lesionIn(checkpoint));
  return { prepared, renew: iteration => renewed(record, iteration, texts) };
}

/**
 * Throws a UserError if the text no longer gives the same tokens as before. This can happen with the unit
 * `segmented`: its dictionary is part of the JavaScript engine and can change between versions.
 */
export function checkSameTokens(
  { text, vocabulary }: RunRecord,
  { training: { ids, vocabulary: now } }: TrainingTexts,
): void {
  if (ids.length === text.tokens && now.size === vocabulary) return;
  throw new UserError(
    'This version of JavaScript splits "{0}" into {1} tokens, {2} of them distinct; the run started with {3} and {4}. The run can score texts, but cannot be resumed. Train on the text again.',
    [text.name, ids.length, now.size, text.tokens, vocabulary],
  );
}
