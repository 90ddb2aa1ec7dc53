import * as vscode from 'vscode';
import type { KindsRecord } from '../../protocol/kindsComparison';
import { comparisonEntry } from '../format/comparisonTexts';
import { showInformation } from '../notify';

interface ComparisonItem extends vscode.QuickPickItem {
  readonly record: KindsRecord;
}

interface PickingPorts {
  /** Returns the stored comparisons, newest first. */
  readonly stored: () => Promise<readonly KindsRecord[]>;
  /** Moves a comparison to the trash. Shows its errors to the user. */
  readonly remove: (record: KindsRecord) => Promise<void>;
}

/** Asks the user for one of the comparisons. Returns its id. Each item of the list has a button that deletes it. */
export async function pickComparison({ stored, remove }: PickingPorts): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const items = await itemsOf(stored);
  if (items.length === 0) {
    void showInformation(t('There are no comparisons of kinds of models yet.'));
    return undefined;
  }
  const list = vscode.window.createQuickPick<ComparisonItem>();
  list.title = t('Open a Comparison of Kinds of Models');
  list.items = items;
  list.onDidTriggerItemButton(async ({ item }) => {
    await remove(item.record);
    // The list ends with an empty one if the comparisons cannot be read. The next command reports the error.
    list.items = await itemsOf(stored).catch(() => []);
    if (list.items.length === 0) list.hide();
  });
  const picked = new Promise<string | undefined>(resolve => {
    list.onDidAccept(() => resolve(list.selectedItems[0]?.record.id));
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  return picked.finally(() => list.dispose());
}

async function itemsOf(stored: PickingPorts['stored']): Promise<ComparisonItem[]> {
  const buttons = [{ iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete') }];
  return (await stored()).map(record => ({ ...comparisonEntry(record), record, buttons }));
}
