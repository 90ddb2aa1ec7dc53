import * as vscode from 'vscode';
import type { ModelChoice } from '../core/activeModel';
import { askModelFile, choiceOfFile } from '../core/modelFileChoice';
import type { Services } from '../core/services';
import { modelEntry } from '../format/modelTexts';
import { runEntry } from '../format/runFigures';

interface ComparedItem extends vscode.QuickPickItem {
  readonly choice: ModelChoice | 'file';
}

/**
 * Asks with which run, stored model or file the active model is compared. Undefined if the user cancelled. Throws a
 * UserError if the file is not a model.
 */
export async function askComparedModel(
  { runManager, modelRegistry, activeModel, reader }: Services,
  now: string | undefined,
): Promise<ModelChoice | undefined> {
  await Promise.all([runManager.load(), modelRegistry.load()]);
  const active = activeModel.model?.reference;
  const others: ComparedItem[] = [
    ...runManager.languageModels.map(run => ({
      ...runEntry(run),
      choice: { kind: 'run', id: run.id, checkpoint: 'usual' } as const,
    })),
    ...modelRegistry.models.map(model => ({
      ...modelEntry(model),
      choice: { kind: 'made', id: model.id } as const,
    })),
  ].filter(({ choice }) => active?.kind === 'file' || active?.id !== choice.id);
  const { t } = vscode.l10n;
  const file: ComparedItem = { label: `$(folder-opened) ${t('Open Model File…')}`, choice: 'file' };
  const title = t('Compare {0} with…', activeModel.model?.name ?? '');
  const picked = await vscode.window.showQuickPick([...others, file], { title, placeHolder: now });
  if (picked?.choice !== 'file') return picked?.choice;
  const uri = await askModelFile(t('Compare with This Model'));
  if (!uri) return undefined;
  const choice = await choiceOfFile(uri, reader);
  if (choice) await reader.describe(choice);
  return choice;
}
