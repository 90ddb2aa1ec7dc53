import * as vscode from 'vscode';
import { reasonOf } from '../../protocol/message';
import { UserError } from '../../protocol/userError';

/** The bytes of a model file. Throws a UserError where they cannot be had. */
export async function readModelFile(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    const reason = error instanceof vscode.FileSystemError ? error.code : reasonOf(error);
    throw new UserError(
      'The model file "{0}" could not be read ({1}). Check that it is there, or choose another model.',
      [uri.path, reason],
    );
  }
}
