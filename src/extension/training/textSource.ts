import * as vscode from 'vscode';
import { codeOf, unreadableText } from '../../common/unreadable';
import type { SourceText } from '../../protocol/sourceText';
import type { StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { readTrainingFile, readValidationFile } from '../settings';
import { nameOf } from '../uris';
import { findLargeFile } from './largeFile';
import { readBytes } from './readBytes';

/** A text to train on or to validate on, as UTF-8. */
export interface TrainingText {
  readonly name: string;
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}

/**
 * Returns the text to train on: the text that was clicked, or the text in the active editor, or the text that
 * the settings name. Throws a UserError if there is no such text.
 */
export function chooseText(clicked?: vscode.Uri): vscode.Uri {
  const uri = clicked ?? vscode.window.activeTextEditor?.document.uri ?? activeTab() ?? readTrainingFile();
  if (uri) return uri;
  throw new UserError(
    'No editor is open. Open a text to train on, or set {0}.',
    [{ setting: 'training.file' }],
    'training.file',
  );
}

/**
 * Reads a text with its unsaved changes in the editor. The text may be in an untitled or virtual document.
 */
export async function readText(uri: vscode.Uri): Promise<TrainingText> {
  const bytes = await readBytes(uri).catch(error => refuse(uri, error));
  return { name: nameOf(uri), uri, bytes };
}

/** The text to train on, and the validation text if the run has a separate one. */
export type Texts = Pick<StartParams, 'text' | 'validationText'>;

/**
 * Reads a text to train on. If the text is too large for memory, returns a reference to its file, which the
 * worker reads.
 */
export async function readRunText(uri: vscode.Uri): Promise<Texts['text']> {
  return readSource(uri).catch(error => refuse(uri, error));
}

/** Returns the text together with the validation text, if the settings name one. */
export async function withValidationText(text: Texts['text']): Promise<Texts> {
  const uri = readValidationFile(vscode.Uri.parse(text.uri));
  if (!uri) return { text };
  return { text, validationText: await readSource(uri).catch(error => refuseToValidate(uri, error)) };
}

async function readSource(uri: vscode.Uri): Promise<Texts['text']> {
  const large = await findLargeFile(uri);
  return large ?? sourceOf({ name: nameOf(uri), uri, bytes: await readBytes(uri) });
}

/** Converts a text to the form in which workers receive it. */
export const sourceOf = ({ name, uri, bytes }: TrainingText): SourceText => ({
  name,
  uri: uri.toString(),
  bytes,
});

function refuse(uri: vscode.Uri, error: unknown): never {
  if (error instanceof vscode.CancellationError) throw error;
  throw unreadableText(nameOf(uri), error);
}

/**
 * Throws an error about the validation text. The message contains the whole path: the user did not click this
 * file, but a setting names it.
 */
function refuseToValidate(uri: vscode.Uri, error: unknown): never {
  if (error instanceof vscode.CancellationError) throw error;
  throw new UserError(
    'The validation text {0} could not be read ({1}). Correct {2}, or clear it.',
    [uri.fsPath, codeOf(error), { setting: 'validation.file' }],
    'validation.file',
  );
}

/**
 * Returns the file of the active tab. Needed for very large files and for custom editors, for which VS Code
 * gives extensions no document. Undefined if the tab shows no file.
 */
function activeTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const hasFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return hasFile ? input.uri : undefined;
}
