import { withoutNumber } from '../../common/names';
import { startedTask } from '../../common/runTask';
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
  const task = startedTask(run);
  const own = currentSettings(run.settings);
  // Examples and pairs are drawn, so their share does not depend on the length of the text.
  const longer = task ? {} : heldOutSettings(texts.text, own);
  const settings = { ...own, 'validation.fraction': SHARE, ...longer };
  return training.start(withoutNumber(run.name), texts, settings, task);
}
