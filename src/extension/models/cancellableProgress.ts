import * as vscode from 'vscode';
import { withProgress } from '../withProgress';

/**
 * Runs a task and shows cancellable progress if it takes long. Throws a CancellationError if the user
 * cancels.
 */
export function withCancellableProgress<T>(
  title: string,
  make: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withProgress(title, async signal => {
    try {
      return await make(signal);
    } catch (error) {
      if (signal.aborted) throw new vscode.CancellationError();
      throw error;
    }
  });
}
