import type { CancellationToken } from 'vscode';

/**
 * Returns an AbortSignal, as `Channel.request` needs it, that aborts when a cancellation token of VS Code is
 * cancelled.
 */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
