import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

const marker = 'trainedAtStart';

/**
 * Opens and trains on the text that the environment variable ELMAN_TRAIN_AT_START names, once after VS Code
 * starts. The demo uses it to show a network that learns. Reloading a window does not train again: the id of
 * the parent process, which starts the extension hosts, stays the same. The id is kept in a file of
 * `storage`, because a window that is reloaded at once may lose its stored state.
 */
export async function trainAtStart(
  train: (text: vscode.Uri) => Promise<RunRecord>,
  storage: vscode.Uri,
): Promise<void> {
  const file = process.env.ELMAN_TRAIN_AT_START;
  if (!file) return;
  const start = `${process.ppid} ${file}`;
  const remembered = vscode.Uri.joinPath(storage, marker);
  if ((await textOf(remembered)) === start) return;
  await vscode.workspace.fs.writeFile(remembered, new TextEncoder().encode(start));
  const uri = vscode.Uri.file(path.resolve(file));
  await vscode.window.showTextDocument(uri, { preview: false });
  await train(uri);
}

/** Returns the text of a file. Undefined if it cannot be read. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
