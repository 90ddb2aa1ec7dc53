import * as vscode from 'vscode';
import { signalOf } from '../reading/signal';

/** Shows that something is being made, with a button that ends it. */
export function inProgress<T>(title: string, make: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(options, async (_progress, token) => {
      try {
        return await make(signalOf(token));
      } catch (error) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        throw error;
      }
    }),
  );
}
