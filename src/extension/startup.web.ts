import type * as vscode from 'vscode';
import type { RunRecord } from '../protocol/run';

/** Does nothing: the browser has no environment variables, one of which names the text for the demo. */
export async function trainAtStart(
  _train: (text: vscode.Uri) => Promise<RunRecord>,
  _storage: vscode.Uri,
): Promise<void> {}
