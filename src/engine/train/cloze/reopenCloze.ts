import type { RunRecord } from '../../../protocol/run';
import { configureCloze } from '../../configuration/cloze';
import { knownSettings } from '../../configuration/names';
import { withLineEnds } from '../../configuration/text';
import type { SessionPorts } from '../ports';
import { withAvailableBuild } from '../prepareTraining';
import { checkSameTokens, type ReopenedTraining } from '../reopenLanguageModel';
import { storedTexts } from '../storedTexts';
import { prepareCloze, readClozeTexts } from './prepareCloze';

/** Prepares the training of a stored cloze model with the texts and settings of its record. */
export async function reopenCloze(ports: SessionPorts, record: RunRecord): Promise<ReopenedTraining> {
  const configuration = configureCloze(knownSettings(withLineEnds(record.settings)));
  const { text, validationText } = await storedTexts(ports, record);
  const texts = readClozeTexts(configuration, text, validationText);
  checkSameTokens(record, texts);
  const prepared = await withAvailableBuild(record.kernels, build =>
    prepareCloze(ports, configuration, build, texts),
  );
  return { prepared, renew: () => record };
}
