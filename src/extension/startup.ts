import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

const key = 'elman.trainedAtStart';

/**
 * ELMAN_TRAIN_AT_START=/path/to/text, set where VS Code is started: the window opens that text and trains on it
 * at once. It is how the demo shows a newcomer a network that learns. A reload is no start: the process that starts
 * extension hosts stays the same, and so does its number.
 */
export async function trainAtStart(
  train: (text: vscode.Uri) => Promise<RunRecord>,
  memory: vscode.Memento,
): Promise<void> {
  const file = process.env.ELMAN_TRAIN_AT_START;
  const start = `${process.ppid} ${file}`;
  if (!file || memory.get(key) === start) return;
  await memory.update(key, start);
  const uri = vscode.Uri.file(path.resolve(file));
  await vscode.window.showTextDocument(uri, { preview: false });
  await train(uri);
}
