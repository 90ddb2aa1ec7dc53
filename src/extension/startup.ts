import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

const marker = 'trainedAtStart';

/**
 * ELMAN_TRAIN_AT_START=/path/to/text, set where VS Code is started: the window opens that text and trains on it
 * at once. It is how the demo shows a newcomer a network that learns. A reload is no start: the process that starts
 * extension hosts stays the same, and so does its number. It is kept in a file of `storage`, because a window that is
 * reloaded at once may lose what it was told to remember.
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

/** Nothing where there is no such file. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
