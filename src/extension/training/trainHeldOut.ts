import { withoutNumber } from '../../common/names';
import type { RunRecord } from '../../protocol/run';
import type { StorageWorker } from '../core/storageWorker';
import { currentSettings } from '../settings';
import { heldOutSettings, SHARE } from './heldOut';
import type { TrainCommand } from './trainCommand';

/**
 * Trains a new run on the text of an existing run, but holds out the end of the text to validate the new run.
 * The existing run was trained on all of the text, so no part of the text can show how well it predicts
 * unseen text.
 */
export async function trainHeldOut(
  run: RunRecord,
  storage: StorageWorker,
  training: TrainCommand,
): Promise<RunRecord> {
  const texts = await storage.channel.request('texts', { id: run.id });
  const own = currentSettings(run.settings);
  // Of labelled examples, the share is drawn from each label, so it does not depend on the length of the text.
  const longer = run.labelling ? {} : heldOutSettings(texts.text, own);
  const settings = { ...own, 'validation.fraction': SHARE, ...longer };
  return training.start(withoutNumber(run.name), texts, settings, run.labelling?.task);
}
