import * as vscode from 'vscode';
import type { ModelChoice } from '../core/activeModel';
import type { Services } from '../core/services';
import { modelEntry } from '../format/modelTexts';
import { runEntry } from '../format/runFigures';
import { showInformation } from '../notify';

interface ComparedItem extends vscode.QuickPickItem {
  readonly choice: ModelChoice;
}

/** Asks with which run or stored model the active model is compared. Undefined if the user cancelled. */
export async function askComparedModel(
  { runManager, modelRegistry, activeModel }: Services,
  now: string | undefined,
): Promise<ModelChoice | undefined> {
  await Promise.all([runManager.load(), modelRegistry.load()]);
  const active = activeModel.model?.reference;
  const items: ComparedItem[] = [
    ...runManager.runs.map(run => ({
      ...runEntry(run),
      choice: { kind: 'run', id: run.id, checkpoint: 'usual' } as const,
    })),
    ...modelRegistry.models.map(model => ({
      ...modelEntry(model),
      choice: { kind: 'made', id: model.id } as const,
    })),
  ].filter(({ choice }) => active?.kind === 'file' || active?.id !== choice.id);
  const { t } = vscode.l10n;
  if (items.length === 0) {
    void showInformation(t('There is no other model. Train a second network first.'));
    return undefined;
  }
  const title = t('Compare {0} with…', activeModel.model?.name ?? '');
  return (await vscode.window.showQuickPick(items, { title, placeHolder: now }))?.choice;
}
