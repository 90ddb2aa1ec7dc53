import * as vscode from 'vscode';
import type { TableRows } from '../../../protocol/surprisalPage';
import type { SurprisalRowKind } from '../../../protocol/surprisalTable';

interface RowItem extends vscode.QuickPickItem {
  readonly choice: TableRows;
}

/**
 * Returns whether a document is a table of items, which means that its first line contains the names of the
 * required columns.
 */
export function hasItems(document: vscode.TextDocument): boolean {
  const header = /^\ufeff?(?=.*\bitem\b)(?=.*\bcondition\b)(?=.*\btext\b).*\t/i;
  return header.test(document.lineAt(0).text);
}

/**
 * Asks the user whether the table has a row per token, per word or per region. If the document is a table of
 * items, "region" is listed first. Undefined if the user cancelled.
 */
export async function pickRows(document: vscode.TextDocument): Promise<TableRows | undefined> {
  const { l10n } = vscode;
  const item = (label: string, rows: SurprisalRowKind, perLine: boolean, detail?: string): RowItem => ({
    label,
    ...(detail !== undefined && { detail }),
    choice: { rows, perLine },
  });
  const onItsOwn = l10n.t('Every line is read without what precedes it, as an item.');
  const bySpaces = l10n.t('The sum over the tokens of a word. White space before a word counts to it.');
  const items = [
    item(l10n.t('Every token'), 'token', false),
    item(l10n.t('Every word'), 'word', false, bySpaces),
    item(l10n.t('Every token, line by line'), 'token', true, onItsOwn),
    item(l10n.t('Every word, line by line'), 'word', true, onItsOwn),
  ];
  const regions = item(
    l10n.t('Every region of a table of items'),
    'region',
    false,
    l10n.t('Tab-separated, with the columns item, condition and text; | divides a text into regions.'),
  );
  const ordered = hasItems(document) ? [regions, ...items] : [...items, regions];
  const picked = await vscode.window.showQuickPick(ordered, {
    title: l10n.t('Surprisal: rows of the table'),
  });
  return picked?.choice;
}
