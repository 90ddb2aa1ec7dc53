import * as path from 'node:path';
import * as vscode from 'vscode';
import { fileName } from '../../common/names';
import { UserError } from '../../protocol/userError';
import { nameOf } from '../uris';

/** Throws a UserError if a text is not a file. An experiment contains the path of its text. */
export function checkFile(text: vscode.Uri): void {
  if (text.scheme === 'file') return;
  throw new UserError('The text "{0}" is not a file. Save it first, so that the experiment can name it.', [
    nameOf(text),
  ]);
}

/**
 * Returns the place of an experiment's file with this name in the folder of a text. Throws a UserError if the text is not a
 * file.
 */
export function placeBeside(text: vscode.Uri, name: string): vscode.Uri {
  checkFile(text);
  return vscode.Uri.joinPath(text, '..', `${fileName(name, 'experiment')}.elman.json`);
}

/** Returns the path of a text relative to the folder of a file. */
export const pathFrom = (file: vscode.Uri, text: vscode.Uri) =>
  path.relative(path.dirname(file.fsPath), text.fsPath).replaceAll(path.sep, '/');
