import type { CancellationToken } from 'vscode';

/** Converts a cancellation token of VS Code to an AbortSignal, which channels take. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
