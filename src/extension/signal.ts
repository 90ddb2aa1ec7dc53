import type { CancellationToken } from 'vscode';

/**
 * Returns an AbortSignal that fires when a cancellation token of VS Code does. `Channel.request` takes such a
 * signal.
 */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
