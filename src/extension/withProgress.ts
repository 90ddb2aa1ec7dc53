import * as vscode from 'vscode';
import { inert } from '../common/harmlessText';
import { signalOf } from './abortSignal';

/** Milliseconds after which the progress of an action is shown. */
const SHORT = 500;

/** Reports the completed share of an action, from 0 to 1, and what it does now. */
export type ReportShare = (share: number, detail?: string) => void;

/** Runs an action. If it takes longer than `SHORT`, shows a progress notification with a Cancel button. */
export async function withProgress<T>(
  title: string,
  action: (signal: AbortSignal, report: ReportShare) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let show: ReportShare = () => undefined;
  const result = action(controller.signal, (share, detail) => show(share, detail));
  const isShort = new Promise<boolean>(resolve => {
    const timer = setTimeout(() => resolve(false), SHORT);
    const settle = () => {
      clearTimeout(timer);
      resolve(true);
    };
    result.then(settle, settle);
  });
  if (await isShort) return result;
  const options = { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    signalOf(token).addEventListener('abort', () => controller.abort());
    // In percent. VS Code adds up increments, so the previous value is needed.
    let shown = 0;
    show = (share, detail) => {
      const percent = Math.floor(100 * share);
      const message = detail === undefined ? `${percent}%` : `${percent}% · ${detail}`;
      if (percent > shown || detail !== undefined) progress.report({ increment: percent - shown, message });
      shown = Math.max(shown, percent);
    };
    return result;
  });
}
