import * as vscode from 'vscode';
import { unreadableModel } from '../../protocol/unreadable';

/** The bytes of a model file. Throws a UserError where they cannot be had. */
export async function readModelFile(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw unreadableModel(uri.path, error);
  }
}
