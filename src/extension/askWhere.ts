import * as vscode from 'vscode';

/** The folder where people keep what they work on. */
export const home = () => vscode.workspace.workspaceFolders?.[0]?.uri;

/** Asks where to save a file of this name, from which what no file name can have is taken. */
export function askWhere(
  title: string,
  name: string,
  kind: string,
  ending: string,
): Thenable<vscode.Uri | undefined> {
  const file = `${name.replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, ' ').trim() || 'elman'}.${ending}`;
  const folder = home();
  return vscode.window.showSaveDialog({
    title,
    filters: { [kind]: [ending] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}
