import * as vscode from 'vscode';
import type { SourceText } from '../../protocol/trainer';
import { codeOf, unreadableText } from '../../protocol/unreadable';
import { UserError } from '../../protocol/userError';
import { checkRegular } from '../regularFile';
import { readTrainingFile, readValidationFile } from '../settings';
import { nameOf } from '../uris';

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
  const bytes = (await readDocument(uri)) ?? (await readFile(uri).catch(error => refuse(uri, error)));
  return { name: nameOf(uri), uri, bytes };
}

/** What a run on `trained` is validated on, where the settings name a file for that. */
export async function readValidationText(trained: vscode.Uri): Promise<TrainingText | undefined> {
  const uri = readValidationFile(trained);
  if (!uri) return undefined;
  const bytes =
    (await readDocument(uri)) ?? (await readFile(uri).catch(error => refuseToValidate(uri, error)));
  return { name: nameOf(uri), uri, bytes };
}

/** As workers get it. */
export const sourceOf = ({ name, uri, bytes }: TrainingText): SourceText => ({
  name,
  uri: uri.toString(),
  bytes,
});

async function readDocument(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  await checkRegular(uri);
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  return document && new TextEncoder().encode(document.getText());
}

/** For what the editor cannot open, too large a file for one; the engine tells a text from other bytes. */
async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
  return (await vscode.workspace.fs.readFile(uri)).slice(); // a copy that can be handed over
}

function refuse(uri: vscode.Uri, error: unknown): never {
  throw unreadableText(nameOf(uri), error);
}

/** With the whole path: it is the setting that is wrong, and nobody has clicked on that file. */
function refuseToValidate(uri: vscode.Uri, error: unknown): never {
  throw new UserError(
    'The text to validate on, {0}, could not be read ({1}). Correct elman.validation.file, or clear it.',
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
