import * as vscode from 'vscode';
import { unreadableModel } from '../../common/unreadable';
import { checkRegular } from '../regularFile';

/** Returns the bytes of a model file. Throws a UserError if the file cannot be read. */
export async function readModelFile(uri: vscode.Uri): Promise<Uint8Array> {
  await checkRegular(uri);
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw unreadableModel(uri.path, error);
  }
}
