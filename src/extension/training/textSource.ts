import * as vscode from 'vscode';
import type { SourceText } from '../../protocol/trainer';
import { codeOf, unreadableText } from '../../protocol/unreadable';
import { UserError } from '../../protocol/userError';
import { readTrainingFile, readValidationFile } from '../settings';
import { nameOf } from '../uris';
import { readBytes } from './readBytes';

/** A text to train or to validate on, as UTF-8. */
export interface TrainingText {
  readonly name: string;
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}

/** What to train on: what was clicked, else the active editor's document, else the file that is set. */
export function chooseText(clicked?: vscode.Uri): vscode.Uri {
  const uri = clicked ?? vscode.window.activeTextEditor?.document.uri ?? activeTab() ?? readTrainingFile();
  if (uri) return uri;
  throw new UserError(
    'No editor is open. Open a text to train on, or set elman.training.file.',
    [],
    'elman.training.file',
  );
}

/** The text as it is in the editor now: dirty, untitled or virtual. */
export async function readText(uri: vscode.Uri): Promise<TrainingText> {
  const bytes = await readBytes(uri).catch(error => refuse(uri, error));
  return { name: nameOf(uri), uri, bytes };
}

/** What a run on `trained` is validated on, where the settings name a file for that. */
export async function readValidationText(trained: vscode.Uri): Promise<TrainingText | undefined> {
  const uri = readValidationFile(trained);
  if (!uri) return undefined;
  const bytes = await readBytes(uri).catch(error => refuseToValidate(uri, error));
  return { name: nameOf(uri), uri, bytes };
}

/** As workers get it. */
export const sourceOf = ({ name, uri, bytes }: TrainingText): SourceText => ({
  name,
  uri: uri.toString(),
  bytes,
});

function refuse(uri: vscode.Uri, error: unknown): never {
  if (error instanceof vscode.CancellationError) throw error;
  throw unreadableText(nameOf(uri), error);
}

/** With the whole path: it is the setting that is wrong, and nobody has clicked on that file. */
function refuseToValidate(uri: vscode.Uri, error: unknown): never {
  if (error instanceof vscode.CancellationError) throw error;
  throw new UserError(
    'The validation text {0} could not be read ({1}). Correct elman.validation.file, or clear it.',
    [uri.fsPath, codeOf(error)],
    'elman.validation.file',
  );
}

/** Very large files have a tab but no document that extensions see; so have files in other kinds of editors. */
function activeTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const hasFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return hasFile ? input.uri : undefined;
}
