import * as vscode from 'vscode';
import { plural } from '../../common/plural';
import type { Messages } from '../messages';
import { showInformation } from '../notify';
import { nameOf } from '../uris';

/** Shows progress during an export, then offers to open the exported file, if it is a text. The action returns the main file first. */
export async function withExportProgress(
  title: string,
  messages: Messages,
  action: () => Promise<readonly vscode.Uri[]>,
): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title };
  const files = await vscode.window.withProgress(options, action);
  if (files.length === 0) return;
  const open = vscode.l10n.t('Open');
  const [first] = files;
  const isText = /\.(md|csv|py)$/i.test(first.path);
  const message =
    files.length === 1
      ? vscode.l10n.t('Saved {0}.', nameOf(first))
      : plural(
          files.length - 1,
          vscode.l10n.t('Saved {0} and {1} more file.', nameOf(first), files.length - 1),
          vscode.l10n.t('Saved {0} and {1} more files.', nameOf(first), files.length - 1),
        );
  void showInformation(message, ...(isText ? [open] : [])).then(
    messages.guard(choice => (choice === open ? show(first) : undefined)),
  );
}

/** Opens an exported file. A report is opened as a preview, which shows its plots. */
async function show(file: vscode.Uri): Promise<void> {
  const isReport = /\.md$/i.test(file.path);
  await vscode.commands.executeCommand(isReport ? 'markdown.showPreview' : 'vscode.open', file);
}
