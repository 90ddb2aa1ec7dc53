import { withoutNumber } from '../../common/names';
import type { RunRecord } from '../../protocol/run';
import type { StorageWorker } from '../core/storageWorker';
import { currentSettings } from '../settings';
import { heldOutSettings, SHARE } from './heldOut';
import type { TrainCommand } from './trainCommand';

/**
 * Trains again on the text of a run, without its end, on which the new run is validated. The run itself has
 * already seen all of its text, so no part of it could show how well it predicts what is new.
 */
export async function trainHeldOut(
  run: RunRecord,
  storage: StorageWorker,
  training: TrainCommand,
): Promise<RunRecord> {
  const texts = await storage.channel.request('texts', { id: run.id });
  const own = currentSettings(run.settings);
  const settings = { ...own, 'validation.fraction': SHARE, ...heldOutSettings(texts.text, own) };
  return training.start(withoutNumber(run.name), texts, settings);
}
