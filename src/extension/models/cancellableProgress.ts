import * as vscode from 'vscode';
import { type ReportShare, withProgress } from '../withProgress';

/**
 * Runs a task and shows cancellable progress if it takes long. Throws a CancellationError if the user
 * cancels.
 */
export function withCancellableProgress<T>(
  title: string,
  make: (signal: AbortSignal, report: ReportShare) => Promise<T>,
): Promise<T> {
  return withProgress(title, async (signal, report) => {
    try {
      return await make(signal, report);
    } catch (error) {
      if (signal.aborted) throw new vscode.CancellationError();
      throw error;
    }
  });
}
