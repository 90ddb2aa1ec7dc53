import * as vscode from 'vscode';
import { withProgress } from '../withProgress';

/** Shows that something is being made, if that takes a while, with a button that ends it. */
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
