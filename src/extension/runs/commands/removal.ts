import * as vscode from 'vscode';
import type { MadeModel } from '../../../protocol/madeModel';
import type { RunRecord } from '../../../protocol/run';
import type { RunDesk } from '../../lab/runDesk';
import type { ModelShelf } from '../../lab/shelf';
import type { Messages } from '../../messages';
import { isModel } from '../../models/shelfTree';
import { inform } from '../../notify';
import { modelEntry } from '../../words/modelWords';
import { runEntry } from '../../words/runFigures';
import { noRuns, type RunPicker } from './pickRun';

/** Milliseconds that something stays in the trash, at least: it is emptied when a window begins. */
const KEPT_FOR = 30 * 24 * 3_600_000;

/** Runs and models, by their ids. */
interface Ids {
  readonly runs: readonly string[];
  readonly models: readonly string[];
}

/** Runs and models go into the trash without a question, and come back. */
export class Removal {
  private last: Ids = { runs: [], models: [] };

  constructor(
    private readonly desk: RunDesk,
    private readonly shelf: ModelShelf,
    private readonly picker: RunPicker,
    private readonly messages: Messages,
  ) {
    const first = desk.onDidChange(() => {
      first.dispose();
      void this.messages.guard(() => this.empty())();
    });
  }

  async remove(clicked?: unknown, all?: unknown): Promise<void> {
    const models = this.picker
      .named(clicked, all)
      .flatMap(item => (isModel(item) ? (this.shelf.model(item.id) ?? []) : []));
    const isOfModels = isModel(clicked) && !Array.isArray(all);
    const runs = isOfModels ? [] : await this.picker.pickMany(clicked, all, noRuns());
    const removed = [...models, ...runs];
    if (removed.length === 0) return;
    const ids = { runs: runs.map(({ id }) => id), models: models.map(({ id }) => id) };
    if (runs.length > 0) await this.desk.remove(ids.runs);
    if (models.length > 0) await this.shelf.remove(ids.models);
    this.last = ids;
    const undo = vscode.l10n.t('Undo');
    void inform(saying(models, runs), undo).then(
      this.messages.guard(choice => (choice === undo ? this.bringBack(ids) : undefined)),
    );
  }

  /** Brings back what was removed last; asks where nothing was in this window. */
  async undo(): Promise<void> {
    const isIn = (trashed: readonly { readonly id: string }[]) => (id: string) =>
      trashed.some(each => each.id === id);
    const runs = this.last.runs.filter(isIn(await this.desk.removed()));
    const models = this.last.models.filter(isIn(await this.shelf.removed()));
    this.last = { runs: [], models: [] };
    if (runs.length + models.length > 0) await this.bringBack({ runs, models });
    else await this.restore();
  }

  /** Lets the person choose what comes back. */
  async restore(): Promise<void> {
    const [runs, models] = [await this.desk.removed(), await this.shelf.removed()];
    const items = [
      ...runs.map(run => ({ ...runEntry(run), run: run.id, model: undefined })),
      ...models.map(model => ({ ...modelEntry(model), run: undefined, model: model.id })),
    ];
    if (items.length === 0) {
      void inform(vscode.l10n.t('There are no deleted runs or models.'));
      return;
    }
    const placeHolder = vscode.l10n.t('Choose runs and models to restore');
    const picked = (await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true })) ?? [];
    await this.bringBack({
      runs: picked.flatMap(({ run }) => run ?? []),
      models: picked.flatMap(({ model }) => model ?? []),
    });
  }

  private async bringBack({ runs, models }: Ids): Promise<void> {
    if (runs.length > 0) await this.desk.restore(runs);
    if (models.length > 0) await this.shelf.restore(models);
  }

  /** What has been in the trash for long goes for good. */
  private empty(): Promise<void> {
    return this.desk.emptyTrash(new Date(Date.now() - KEPT_FOR).toISOString());
  }
}

function saying(models: readonly MadeModel[], runs: readonly RunRecord[]): string {
  const all = [...models, ...runs];
  if (all.length === 1) return vscode.l10n.t('"{0}" was deleted.', all[0].name);
  return models.length === 0
    ? vscode.l10n.t('{0} runs were deleted.', runs.length)
    : vscode.l10n.t('{0} runs and models were deleted.', all.length);
}
