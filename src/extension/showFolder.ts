import * as vscode from 'vscode';
import { UserError } from '../protocol/userError';

/**
 * Shows the folder of a run or a model in the system's file manager. If VS Code runs in a browser or on a
 * remote machine, opens the folder in a new window instead. Throws a UserError if the folder no longer
 * exists.
 */
export async function showFolder(folder: vscode.Uri, name: string, record: string): Promise<void> {
  await vscode.workspace.fs.stat(folder).then(undefined, () => {
    throw new UserError('The folder of "{0}" no longer exists: {1}.', [name, folder.fsPath]);
  });
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  if (isLocal) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.joinPath(folder, record));
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
