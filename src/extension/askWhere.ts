import * as vscode from 'vscode';
import { fileName } from '../common/names';

/** Returns the first workspace folder. Undefined if no folder is open. */
export const firstFolder = () => vscode.workspace.workspaceFolders?.[0]?.uri;

/**
 * Asks the user where to save a file. Suggests `name`, without characters that are not allowed in file names.
 * Undefined if the user cancelled.
 */
export function askWhere(
  title: string,
  name: string,
  kind: string,
  ending: string,
): Thenable<vscode.Uri | undefined> {
  const file = `${fileName(name, 'elman')}.${ending}`;
  const folder = firstFolder();
  return vscode.window.showSaveDialog({
    title,
    filters: { [kind]: [ending] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}
