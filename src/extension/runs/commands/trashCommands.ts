import * as vscode from 'vscode';
import { fullName } from '../../../common/runNames';
import type { RunRecord } from '../../../protocol/run';
import type { StoredModel } from '../../../protocol/storedModels';
import type { ModelRegistry } from '../../core/modelRegistry';
import type { RunManager } from '../../core/runManager';
import type { StoredComparisons } from '../../core/storedComparisons';
import { comparisonEntry } from '../../format/comparisonTexts';
import { modelEntry } from '../../format/modelTexts';
import { runEntry } from '../../format/runFigures';
import type { Messages } from '../../messages';
import { isModel } from '../../models/runAndModelTree';
import { showInformation } from '../../notify';
import { noRuns, type RunPicker } from './pickRun';

/**
 * Minimum time in milliseconds for which items stay in the trash. Each window deletes older items once, after
 * the window has started.
 */
const KEPT_FOR = 30 * 24 * 3_600_000;

/** Ids of runs and models. */
interface Ids {
  readonly runs: readonly string[];
  readonly models: readonly string[];
}

/** An entry of the list of what can be restored: the id of a run, of a model or of a comparison of kinds of models. */
interface TrashItem extends vscode.QuickPickItem {
  readonly run?: string;
  readonly model?: string;
  readonly comparison?: string;
}

/**
 * Implements the commands that move runs and models to the trash, and those that restore them and comparisons of kinds
 * of models. Moving asks for no confirmation.
 */
export class TrashCommands {
  private last: Ids = { runs: [], models: [] };
  private isEmptied = false;

  constructor(
    private readonly runManager: RunManager,
    private readonly modelRegistry: ModelRegistry,
    private readonly comparisons: StoredComparisons,
    private readonly picker: RunPicker,
    private readonly messages: Messages,
  ) {
    const first = runManager.onDidChange(() => {
      first.dispose();
      void this.messages.guard(() => this.empty())();
    });
  }

  async remove(clicked?: unknown, all?: unknown): Promise<void> {
    const named = await this.picker.named(clicked, all);
    const models = named.flatMap(item => (isModel(item) ? (this.modelRegistry.model(item.id) ?? []) : []));
    const isOfModels = isModel(clicked) && !Array.isArray(all);
    const runs = isOfModels ? [] : await this.picker.pickMany(clicked, all, noRuns());
    const removed = [...models, ...runs];
    if (removed.length === 0) return;
    const ids = { runs: runs.map(({ id }) => id), models: models.map(({ id }) => id) };
    if (runs.length > 0) await this.runManager.remove(ids.runs);
    if (models.length > 0) await this.modelRegistry.remove(ids.models);
    this.last = ids;
    this.noteEmptiness();
    const undo = vscode.l10n.t('Undo');
    void showInformation(deletedMessage(models, runs), undo).then(
      this.messages.guard(choice => (choice === undo ? this.bringBack(ids) : undefined)),
    );
  }

  /**
   * Sets the context key `elman.emptied`, which says whether the user has deleted the last run or model. The
   * key binding that undoes a deletion normally requires that the list has the focus. An empty list is hidden
   * and cannot have the focus, so the key binding then uses this context key.
   */
  private noteEmptiness(): void {
    const isEmpty = this.runManager.runs.length + this.modelRegistry.all.length === 0;
    if (isEmpty === this.isEmptied) return;
    this.isEmptied = isEmpty;
    void vscode.commands.executeCommand('setContext', 'elman.emptied', isEmpty);
  }

  /**
   * Restores the items that this window moved to the trash last. If there are none, asks the user which items
   * to restore.
   */
  async undo(): Promise<void> {
    const isIn = (trashed: readonly { readonly id: string }[]) => (id: string) =>
      trashed.some(each => each.id === id);
    const runs = this.last.runs.filter(isIn(await this.runManager.removed()));
    const models = this.last.models.filter(isIn(await this.modelRegistry.removed()));
    this.last = { runs: [], models: [] };
    if (runs.length + models.length > 0) await this.bringBack({ runs, models });
    else await this.restore();
  }

  /** Asks the user which runs, models and comparisons to restore. */
  async restore(): Promise<void> {
    const items = await this.trashed();
    if (items.length === 0) {
      void showInformation(vscode.l10n.t('There are no deleted runs, models or comparisons.'));
      return;
    }
    const placeHolder = vscode.l10n.t('Choose what to restore');
    const picked = (await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true })) ?? [];
    await this.bringBack({
      runs: picked.flatMap(({ run }) => run ?? []),
      models: picked.flatMap(({ model }) => model ?? []),
    });
    await this.comparisons.restore(picked.flatMap(({ comparison }) => comparison ?? []));
  }

  private async trashed(): Promise<TrashItem[]> {
    const [runs, models] = [await this.runManager.removed(), await this.modelRegistry.removed()];
    const comparisons = await this.comparisons.removed();
    return [
      ...runs.map(run => ({ ...runEntry(run), run: run.id })),
      ...models.map(model => ({ ...modelEntry(model), model: model.id })),
      ...comparisons.map(record => ({ ...comparisonEntry(record), comparison: record.id })),
    ];
  }

  private async bringBack({ runs, models }: Ids): Promise<void> {
    if (runs.length > 0) await this.runManager.restore(runs);
    if (models.length > 0) await this.modelRegistry.restore(models);
    this.noteEmptiness();
  }

  /** Permanently deletes items that have been in the trash for longer than `KEPT_FOR`. */
  private empty(): Promise<void> {
    return this.runManager.emptyTrash(new Date(Date.now() - KEPT_FOR).toISOString());
  }
}

function deletedMessage(models: readonly StoredModel[], runs: readonly RunRecord[]): string {
  const all = [...models, ...runs];
  if (all.length === 1)
    return vscode.l10n.t('"{0}" was deleted.', runs.length === 1 ? fullName(runs[0]) : models[0].name);
  return models.length === 0
    ? vscode.l10n.t('{0} runs were deleted.', runs.length)
    : vscode.l10n.t('{0} runs and models were deleted.', all.length);
}
