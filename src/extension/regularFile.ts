import * as vscode from 'vscode';
import { noRegularFile } from '../common/unreadable';
import type { UserError } from '../protocol/userError';

/** Throws a UserError for a pipe or a device, because reading it might never end. */
export async function checkRegular(uri: vscode.Uri): Promise<void> {
  if (uri.scheme !== 'file') return;
  // Ignores an error here, because reading the file reports it.
  const found = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  const isKnown = found && (found.type & (vscode.FileType.File | vscode.FileType.Directory)) !== 0;
  if (found && !isKnown) throw noRegularFile(uri.fsPath);
}

/** Returns the bytes of a file. Throws the UserError that `unreadable` makes if the file cannot be read. */
export async function readRegular(
  uri: vscode.Uri,
  unreadable: (path: string, error: unknown) => UserError,
): Promise<Uint8Array> {
  await checkRegular(uri);
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw unreadable(uri.path, error);
  }
}
