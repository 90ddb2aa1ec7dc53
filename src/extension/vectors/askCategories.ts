import * as vscode from 'vscode';
import { parseCategories } from '../../common/wordCategories';
import type { WordCategories } from '../../protocol/vectorsPage';
import { readBytes } from '../training/readBytes';
import { nameOf } from '../uris';

/** Asks the user for a file with the categories of words, and reads it. Undefined if the user cancels. */
export async function askCategories(): Promise<WordCategories | undefined> {
  const title = vscode.l10n.t('Choose a file with a word, a tab and its category per line');
  const [uri] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  if (!uri) return undefined;
  return parseCategories(new TextDecoder().decode(await readBytes(uri)), nameOf(uri));
}
