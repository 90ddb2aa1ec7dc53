import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

const marker = 'trainedAtStart';

/**
 * Opens the text that the environment variable ELMAN_TRAIN_AT_START names and trains on it, for the demo.
 * Does this only once per start of VS Code, not again when a window is reloaded. To detect a new start, the
 * id of the parent process, which changes with each start of VS Code, is stored. It is stored in a file of
 * `storage`, because VS Code's own storage could lose it when the window is reloaded at once.
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
