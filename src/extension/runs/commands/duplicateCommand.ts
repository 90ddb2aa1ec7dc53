import { withoutNumber } from '../../../common/names';
import { startedTask } from '../../../common/runTask';
import type { RunRecord } from '../../../protocol/run';
import type { StorageWorker } from '../../core/storageWorker';
import type { RunSetup } from '../../training/runSetup';
import type { TrainCommand } from '../../training/trainCommand';
import { anyRun, noRuns, type RunPicker } from './pickRun';

/**
 * Implements "Duplicate with Changes…": trains a new run on the text of an existing run. The user can change
 * the settings, which are at first those of the existing run.
 */
export class DuplicateCommand {
  constructor(
    private readonly picker: RunPicker,
    private readonly storage: StorageWorker,
    private readonly setup: RunSetup,
    private readonly training: TrainCommand,
  ) {}

  async run(id?: string): Promise<RunRecord | undefined> {
    const run = await this.picker.pick(id, anyRun, noRuns());
    if (!run) return undefined;
    const texts = await this.storage.channel.request('texts', { id: run.id });
    const hasValidationText = texts.validationText !== undefined;
    return this.setup.askAgain(run, hasValidationText, settings =>
      this.training.start(withoutNumber(run.name), texts, settings, startedTask(run)),
    );
  }
}
