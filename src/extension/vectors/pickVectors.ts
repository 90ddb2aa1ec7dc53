import * as vscode from 'vscode';
import type { ModelRegistry } from '../core/modelRegistry';
import { modelEntry } from '../format/modelTexts';
import { showInformation } from '../notify';

/**
 * Returns the id of stored word vectors. If several are stored, asks the user to select one. If none are
 * stored, informs the user and returns undefined.
 */
export async function pickVectors(modelRegistry: ModelRegistry): Promise<string | undefined> {
  await modelRegistry.load();
  const all = modelRegistry.all.filter(({ kind }) => kind === 'vectors');
  if (all.length === 0) {
    void showInformation(vscode.l10n.t('There are no word vectors yet. Train them on a text first.'));
    return undefined;
  }
  if (all.length === 1) return all[0].id;
  const items = all.map(record => ({ ...modelEntry(record), id: record.id }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show Word Vectors') }))?.id;
}
