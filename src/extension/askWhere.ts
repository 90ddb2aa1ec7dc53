import * as vscode from 'vscode';
import { fileName } from '../protocol/names';

/** The folder where people keep what they work on. */
export const home = () => vscode.workspace.workspaceFolders?.[0]?.uri;

/** Asks where to save a file that is called so, as far as a disk can call it so. */
export function askWhere(
  title: string,
  name: string,
  kind: string,
  ending: string,
): Thenable<vscode.Uri | undefined> {
  const file = `${fileName(name, 'elman')}.${ending}`;
  const folder = home();
  return vscode.window.showSaveDialog({
    title,
    filters: { [kind]: [ending] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}
