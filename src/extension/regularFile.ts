import * as vscode from 'vscode';
import { noRegularFile } from '../common/unreadable';

/** Throws a UserError for a pipe or a device, because reading it might never end. */
export async function checkRegular(uri: vscode.Uri): Promise<void> {
  if (uri.scheme !== 'file') return;
  // Ignores an error here, because reading the file reports it.
  const found = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  const isKnown = found && (found.type & (vscode.FileType.File | vscode.FileType.Directory)) !== 0;
  if (found && !isKnown) throw noRegularFile(uri.fsPath);
}
