import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

const marker = 'trainedAtStart';

/**
 * Opens the text that the environment variable ELMAN_TRAIN_AT_START names and trains on it, once per start of
 * VS Code. The demo uses it to show a network that learns. Reloading a window must not train again, so the id
 * of the parent process is stored: it changes only when VS Code starts. It is stored in a file of `storage`,
 * because a window that is reloaded at once may lose its stored state.
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
