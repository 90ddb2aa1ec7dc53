import * as vscode from 'vscode';
import { UserError } from '../protocol/userError';

/**
 * Shows the folder of a run or a model in the file manager of the system. If there is none, opens it in a new
 * window of VS Code.
 */
export async function showFolder(folder: vscode.Uri, name: string, record: string): Promise<void> {
  await vscode.workspace.fs.stat(folder).then(undefined, () => {
    throw new UserError('The folder of "{0}" no longer exists: {1}.', [name, folder.fsPath]);
  });
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  if (isLocal) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.joinPath(folder, record));
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
