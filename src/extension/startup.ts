import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

/**
 * ELMAN_TRAIN_AT_START=/path/to/text, set where VS Code is started: the window opens that text and trains on it
 * at once. It is how the demo shows a newcomer a network that learns.
 */
export async function trainAtStart(train: (text: vscode.Uri) => Promise<RunRecord>): Promise<void> {
  const file = process.env.ELMAN_TRAIN_AT_START;
  if (!file) return;
  const uri = vscode.Uri.file(path.resolve(file));
  await vscode.window.showTextDocument(uri, { preview: false });
  await train(uri);
}
