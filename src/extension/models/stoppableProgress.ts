import * as vscode from 'vscode';
import type { Endings } from '../core/emTraining';
import { type ReportShare, withProgress } from '../withProgress';
import { withCancellableProgress } from './cancellableProgress';

/**
 * Runs a training with progress whose Cancel stops it. Stopping can take as long as an iteration: then further progress is shown,
 * whose Cancel discards the model. Throws a CancellationError if there is no model.
 */
export function withStoppableProgress<T>(
  title: string,
  train: (endings: Endings, report: ReportShare) => Promise<T>,
): Promise<T> {
  const discarding = new AbortController();
  return withCancellableProgress(title, (stop, report) => {
    const result = train({ stop, discard: discarding.signal }, report);
    const showEnding = () =>
      withProgress(
        vscode.l10n.t('Ending after the current iteration. Cancel discards the model.'),
        signal => {
          signal.addEventListener('abort', () => discarding.abort());
          return result;
        },
      );
    // The caller gets the error of `result`.
    stop.addEventListener('abort', () => showEnding().catch(() => undefined));
    return result;
  });
}
