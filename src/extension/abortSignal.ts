import type { CancellationToken } from 'vscode';

/**
 * Returns an AbortSignal for `Channel.request` that aborts when a VS Code cancellation token is cancelled.
 */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
