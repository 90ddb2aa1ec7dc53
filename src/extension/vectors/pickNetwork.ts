import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import type { RunManager } from '../core/runManager';
import { runEntry } from '../format/runFigures';
import { showInformation } from '../notify';

/**
 * Returns the network that a command applies to: the clicked run, or the one that the user selects among the
 * runs and the active model file. `clicked` is a run's id, or another row of the tree, which stands for the
 * active model. Undefined if there is none or the user cancelled.
 */
export async function pickNetwork(
  { runManager, activeModel }: { readonly runManager: RunManager; readonly activeModel: ActiveModel },
  clicked: unknown,
): Promise<ModelChoice | undefined> {
  if (typeof clicked === 'string') return runChoice(clicked);
  if (clicked !== undefined) return activeModel.choice;
  await runManager.load();
  const { choice, model } = activeModel;
  const file = choice?.kind === 'file' && model ? [{ label: inert(model.name), choice }] : [];
  const runs = runManager.languageModels.map(record => ({
    ...runEntry(record),
    choice: runChoice(record.id),
  }));
  const items: (vscode.QuickPickItem & { readonly choice: ModelChoice })[] = [...file, ...runs];
  if (items.length === 0) {
    void showInformation(vscode.l10n.t('There are no runs yet. Open a text and train Elman on it.'));
    return undefined;
  }
  const title = vscode.l10n.t('Show Vectors of This Model');
  return (await vscode.window.showQuickPick(items, { title }))?.choice;
}

const runChoice = (id: string): ModelChoice => ({ kind: 'run', id, checkpoint: 'usual' });
