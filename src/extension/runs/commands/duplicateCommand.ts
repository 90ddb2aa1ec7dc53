import type { RunRecord } from '../../../protocol/run';
import type { StorageWorker } from '../../core/storageWorker';
import type { RunSetup } from '../../training/runSetup';
import type { TrainCommand } from '../../training/trainCommand';
import { anyRun, noRuns, type RunPicker } from './pickRun';

/** "Duplicate with Changes…": a run's own text and settings once more, but for what a person changes. */
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
    const texts = await this.storage.channel.ask('texts', { id: run.id });
    const hasValidationText = texts.validationText !== undefined;
    return this.setup.askAgain(run, hasValidationText, settings =>
      this.training.start(withoutNumber(run.name), texts, settings),
    );
  }
}

/** `hamlet.txt` for `hamlet.txt 2`, whose duplicate shall be `hamlet.txt 3`. */
const withoutNumber = (name: string) => name.replace(/(?<=\S) \d+$/, '');
