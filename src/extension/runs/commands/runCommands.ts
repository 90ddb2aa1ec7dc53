import * as vscode from 'vscode';
import { canResume } from '../../../common/canResume';
import { liveValue } from '../../../common/liveValue';
import { fullName } from '../../../common/runNames';
import type { RunRecord } from '../../../protocol/run';
import type { LiveSetting } from '../../../settings/settings';
import type { Services } from '../../core/services';
import type { ModelPicker } from '../../reading/modelPicker';
import { showFolder } from '../../showFolder';
import { whileReading } from '../../training/readingProgress';
import type { SettingRanges } from '../../training/settingRanges';
import { anyRun, isRunning, noRuns, type RunPicker, type RunPredicate } from './pickRun';

interface RunCommandNeeds {
  readonly picker: RunPicker;
  readonly models: ModelPicker;
  readonly ranges: SettingRanges;
}

/**
 * Implements the commands that apply to one run. Called from the tree, a command applies to the clicked run.
 * Called from the command palette, it applies to the current run, to the only run that it can apply to, or to
 * a run that the user picks.
 */
export class RunCommands {
  constructor(
    private readonly services: Pick<Services, 'runManager' | 'activeModel' | 'documents' | 'runsFolder'>,
    private readonly needs: RunCommandNeeds,
  ) {}

  async pause(id?: string): Promise<void> {
    const none = vscode.l10n.t('No run is training.');
    const run = await this.needs.picker.pickCurrent(id, isRunning, none);
    if (run) await this.services.runManager.pause(run.id);
  }

  async resume(id?: string): Promise<void> {
    const none = vscode.l10n.t('There is no run to resume.');
    const run = await this.needs.picker.pickCurrent(id, canResume, none);
    const { runManager } = this.services;
    if (run) await whileReading(runManager, run, () => runManager.resume(run.id));
  }

  async stop(id?: string): Promise<void> {
    const run = await this.needs.picker.pickCurrent(id, this.isLive, vscode.l10n.t('No run is training.'));
    if (run) await this.services.runManager.stop(run.id);
  }

  /** Generates a sample from the run and opens it as a document. */
  async sampleNow(id?: string): Promise<void> {
    const run = await this.anyRun(id, true);
    if (!run) return;
    const length = Number(run.settings['snapshot.sampleLength']);
    const { iteration, text } = await this.services.runManager.sample(run.id, { length, temperature: 1 });
    await this.services.documents.show(
      vscode.l10n.t('Sample of {0} at iteration {1}', fullName(run), iteration),
      text,
    );
  }

  /** Asks the user for a new value of a setting. The value takes effect at the run's next update. */
  async changeSetting(setting: LiveSetting, id?: string): Promise<void> {
    const run = await this.needs.picker.pickCurrent(id, this.isLive, vscode.l10n.t('No run is training.'));
    if (!run) return;
    const typed = await vscode.window.showInputBox({
      title: `${fullName(run)} · ${setting}`,
      prompt: this.needs.ranges.describe(setting),
      value: String(liveValue(run, setting)),
      validateInput: text => this.needs.ranges.problem(setting, text),
    });
    const value = typed === undefined ? undefined : this.needs.ranges.parse(setting, typed);
    if (value !== undefined) await this.services.runManager.changeSetting(run.id, setting, value);
  }

  async use(id?: string): Promise<void> {
    const run = await this.anyRun(id);
    if (run) await this.services.activeModel.choose({ kind: 'run', id: run.id, checkpoint: 'usual' });
  }

  /** Asks the user which checkpoint of the run to use as the active model. */
  async useCheckpoint(id?: string): Promise<void> {
    const run = await this.anyRun(id, true);
    if (run) await this.needs.models.chooseCheckpoint(run);
  }

  async openFolder(id?: string): Promise<void> {
    const run = await this.anyRun(id);
    if (!run) return;
    const folder = vscode.Uri.joinPath(this.services.runsFolder(), run.id);
    await showFolder(folder, fullName(run), 'run.json');
  }

  private readonly isLive: RunPredicate = ({ id }) => this.services.runManager.isLive(id);

  /**
   * Returns the run to which a command applies. With `current`, returns the current run without asking the
   * user; this is meant for commands that do not change the run. Undefined if there are no runs, or if the
   * user cancelled.
   */
  private anyRun(id: string | undefined, current = false): Promise<RunRecord | undefined> {
    return current
      ? this.needs.picker.pickCurrent(id, anyRun, noRuns())
      : this.needs.picker.pick(id, anyRun, noRuns());
  }
}
