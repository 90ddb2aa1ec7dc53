import * as vscode from 'vscode';
import type { Messages } from '../../messages';
import type { RunDesk } from '../../training/runDesk';
import { itemOf, type RunPicker } from './pickRun';

/** Milliseconds that a removed run stays in the trash, at least: it is emptied when a window begins. */
const KEPT_FOR = 30 * 24 * 3_600_000;

/** Runs go into the trash without a question, and come back. */
export class Removal {
  private last: readonly string[] = [];

  constructor(
    private readonly desk: RunDesk,
    private readonly picker: RunPicker,
    private readonly messages: Messages,
  ) {
    const first = desk.onDidChange(() => {
      first.dispose();
      void this.messages.guard(() => this.empty())();
    });
  }

  async remove(id?: string, all?: unknown): Promise<void> {
    const none = vscode.l10n.t('There are no runs yet. Open a text and train Elman on it.');
    const runs = await this.picker.pickMany(id, all, none);
    if (runs.length === 0) return;
    const ids = runs.map(run => run.id);
    await this.desk.remove(ids);
    this.last = ids;
    const undo = vscode.l10n.t('Undo');
    const message =
      runs.length === 1
        ? vscode.l10n.t('The run "{0}" was deleted.', runs[0].name)
        : vscode.l10n.t('{0} runs were deleted.', runs.length);
    void vscode.window
      .showInformationMessage(message, undo)
      .then(this.messages.guard(choice => (choice === undo ? this.desk.restore(ids) : undefined)));
  }

  /** Brings back what was removed last; asks where nothing was in this window. */
  async undo(): Promise<void> {
    const trashed = new Set((await this.desk.removed()).map(({ id }) => id));
    const ids = this.last.filter(id => trashed.has(id));
    this.last = [];
    if (ids.length > 0) await this.desk.restore(ids);
    else await this.restore();
  }

  /** Lets the person choose what comes back. */
  async restore(): Promise<void> {
    const removed = await this.desk.removed();
    if (removed.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no deleted runs.'));
      return;
    }
    const options = { placeHolder: vscode.l10n.t('Which runs shall come back?'), canPickMany: true } as const;
    const picked = await vscode.window.showQuickPick(removed.map(itemOf), options);
    if (picked?.length) await this.desk.restore(picked.map(({ record }) => record.id));
  }

  /** What has been in the trash for long goes for good. */
  private empty(): Promise<void> {
    return this.desk.emptyTrash(new Date(Date.now() - KEPT_FOR).toISOString());
  }
}
